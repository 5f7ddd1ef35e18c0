import type { EndpointName } from '../../src/api/contract/endpoints.ts'

/** `yes`: it is done · `no`: 403 · `hidden`: 404, the same as for what does not exist · `who`: 401 */
export type Outcome = 'yes' | 'no' | 'hidden' | 'who'

/** Who calls, in the order of the columns. All but the super-user are experimenters; `partner` and `assistant` help with the instance in question, as
 * co-experimenter and as assistant. Tokens are API tokens of the person with the scope. */
export const callers = [
  'super-user',
  'owner',
  'partner',
  'assistant',
  'other',
  'anonymous',
  'token:owner:read',
  'token:owner:operate',
  'token:owner:all',
  'token:partner:all',
  'token:assistant:all',
  'token:other:all',
  'token:super-user:read',
  'token:super-user:all',
] as const

/** Written by hand, not computed: what everybody must get from every endpoint for a thing that belongs to `owner`. A new endpoint needs a line. */
export const expectations: Readonly<Record<Exclude<EndpointName, 'live'>, string>> = {
  //                  super owner partner assistant other anon   | owner: r o a | partner, ass. | other  | super: r a
  completeSetup: '    yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  signIn: '           yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  signInWithCode: '   yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  beginPasskeySignIn: 'yes yes yes yes yes yes           | no no no    | no no         | no     | no no',
  signInWithPasskey: 'yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  signOut: '          yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  forgottenPassword: 'yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  readInvitation: '   yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  acceptInvitation: ' yes yes yes yes yes yes            | no no no    | no no         | no     | no no',
  renewPageToken: '   yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  openapi: '          yes yes yes yes yes yes            | yes yes yes | yes yes       | yes    | yes yes',
  me: '               yes yes yes yes yes who            | yes yes yes | yes yes       | yes    | yes yes',

  updateMe: '         yes yes yes yes yes who            | no no yes   | yes yes       | yes    | no yes',
  listActivity: '     yes yes yes yes yes who            | yes yes yes | yes yes       | yes    | yes yes',
  changePassword: '   yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  listMySignIns: '    yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  endMySignIn: '      yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  endMyOtherSignIns: 'yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  showSecondFactor: ' yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  beginSecondFactor: 'yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  confirmSecondFactor: 'yes yes yes yes yes who          | no no no    | no no         | no     | no no',
  renewRecoveryCodes: 'yes yes yes yes yes who           | no no no    | no no         | no     | no no',
  switchOffSecondFactor: 'yes yes yes yes yes who        | no no no    | no no         | no     | no no',
  listPasskeys: '     yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  beginPasskey: '     yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  addPasskey: '       yes yes yes yes yes who            | no no no    | no no         | no     | no no',
  removePasskey: '    yes yes yes yes yes who            | no no no    | no no         | no     | no no',

  listPeople: '       yes no no no no who                | no no no    | no no         | no     | yes yes',
  createPerson: '     yes no no no no who                | no no no    | no no         | no     | no yes',
  updatePerson: '     yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  deletePerson: '     yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  resetPerson: '      yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  forceNewPassword: ' yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  listSignIns: '      yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | yes yes',
  endSignIns: '       yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  endSignIn: '        yes no hidden hidden hidden who    | no no no    | hidden hidden | hidden | no yes',
  removeSecondFactors: 'yes no hidden hidden hidden who  | no no no    | hidden hidden | hidden | no yes',

  listKeys: '         yes yes hidden hidden hidden who   | yes yes yes | hidden hidden | hidden | yes yes',
  addKey: '           yes yes hidden hidden hidden who   | no no yes   | hidden hidden | hidden | no yes',
  removeKey: '        yes yes hidden hidden hidden who   | no no yes   | hidden hidden | hidden | no yes',
  listTokens: '       yes yes hidden hidden hidden who   | yes yes yes | hidden hidden | hidden | yes yes',
  createToken: '      yes yes hidden hidden hidden who   | no no yes   | hidden hidden | hidden | no yes',
  removeToken: '      yes yes hidden hidden hidden who   | no no yes   | hidden hidden | hidden | no yes',

  listInstances: '    yes yes yes yes yes who            | yes yes yes | yes yes       | yes    | yes yes',
  createInstance: '   yes yes hidden hidden hidden who   | no no yes   | hidden hidden | hidden | no yes',
  showInstance: '     yes yes yes yes hidden who         | yes yes yes | yes yes       | hidden | yes yes',
  listInstanceAudit: 'yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  updateInstance: '   yes yes yes no hidden who          | no no yes   | yes no        | hidden | no yes',
  showPackages: '     yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  showSecrets: '      yes yes yes no hidden who          | no no yes   | yes no        | hidden | no yes',
  instanceLogs: '     yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  listFiles: '        yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  downloadFiles: '    yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  removeFiles: '      yes yes yes no hidden who          | no no yes   | yes no        | hidden | no yes',
  startInstance: '    yes yes yes no hidden who          | no yes yes  | yes no        | hidden | no yes',
  stopInstance: '     yes yes yes no hidden who          | no yes yes  | yes no        | hidden | no yes',
  restartInstance: '  yes yes yes no hidden who          | no yes yes  | yes no        | hidden | no yes',
  resetDatabase: '    yes yes yes no hidden who          | no no yes   | yes no        | hidden | no yes',
  setNetwork: '       yes no no no hidden who            | no no no    | no no         | hidden | no yes',
  moveInstance: '     yes no no no hidden who            | no no no    | no no         | hidden | no yes',
  restoreInstance: '  yes no no no hidden who            | no no no    | no no         | hidden | no yes',
  deleteInstance: '   yes no no no hidden who            | no no no    | no no         | hidden | no yes',
  listDeployments: '  yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  deployInstance: '   yes yes yes no hidden who          | no no yes   | yes no        | hidden | no yes',
  listHelpers: '      yes yes yes no hidden who          | yes yes yes | yes no        | hidden | yes yes',
  setHelper: '        yes yes no no hidden who           | no no yes   | no no         | hidden | no yes',
  removeHelper: '     yes yes no no hidden who           | no no yes   | no no         | hidden | no yes',
  handOver: '         yes yes no no hidden who           | no no yes   | no no         | hidden | no yes',

  listOperations: '   yes yes yes yes yes who            | yes yes yes | yes yes       | yes    | yes yes',
  showOperation: '    yes yes yes hidden hidden who      | yes yes yes | yes hidden    | hidden | yes yes',
  operationLog: '     yes yes yes hidden hidden who      | yes yes yes | yes hidden    | hidden | yes yes',
  cancelOperation: '  yes yes yes hidden hidden who      | no yes yes  | yes hidden    | hidden | no yes',
  listAudit: '        yes no no no no who                | no no no    | no no         | no     | yes yes',
  downloadAudit: '    yes no no no no who                | no no no    | no no         | no     | yes yes',
  health: '           yes no no no no who                | no no no    | no no         | no     | yes yes',
  listMail: '         yes no no no no who                | no no no    | no no         | no     | yes yes',
  testMail: '         yes no no no no who                | no no no    | no no         | no     | no yes',
  retryMail: '        yes no no no no who                | no no no    | no no         | no     | no yes',
}

/** The same for git over HTTP, where only API tokens count. */
export const gitExpectations: Readonly<Record<'git.read' | 'git.push', string>> = {
  'git.read': '       who who who who who who            | yes yes yes | yes no        | hidden | yes yes',
  'git.push': '       who who who who who who            | no no yes   | yes no        | hidden | no yes',
}

/** What can still be done to an instance in the trash, by whoever may do it at all; anything else says that it is there. */
export const possibleInTrash: ReadonlySet<string> = new Set([
  'showInstance',
  'showPackages',
  'listHelpers',
  'instanceLogs',
  'listInstanceAudit',
  'listDeployments',
  'restoreInstance',
])
