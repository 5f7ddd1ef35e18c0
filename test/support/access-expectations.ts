import type { EndpointName } from '../../src/api/contract/endpoints.ts'

/** `yes`: it is done · `no`: 403 · `hidden`: 404, the same as for what does not exist · `who`: 401 */
export type Outcome = 'yes' | 'no' | 'hidden' | 'who'

/** Who calls, in the order of the columns. `owner` and `other` are experimenters; tokens are API tokens of the person with the scope. */
export const callers = [
  'super-user',
  'owner',
  'other',
  'anonymous',
  'token:owner:read',
  'token:owner:operate',
  'token:owner:all',
  'token:other:all',
  'token:super-user:read',
  'token:super-user:all',
] as const

/** Written by hand, not computed: what everybody must get from every endpoint for a thing that belongs to `owner`. A new endpoint needs a line. */
export const expectations: Readonly<Record<Exclude<EndpointName, 'live'>, string>> = {
  //                super owner other anon | read operate all | other | super:read super:all
  completeSetup: '    yes yes yes yes      | no no no         | no    | no no',
  signIn: '           yes yes yes yes      | no no no         | no    | no no',
  signOut: '          yes yes yes yes      | no no no         | no    | no no',
  readInvitation: '   yes yes yes yes      | no no no         | no    | no no',
  acceptInvitation: ' yes yes yes yes      | no no no         | no    | no no',
  renewPageToken: '   yes yes yes who      | no no no         | no    | no no',
  openapi: '          yes yes yes yes      | yes yes yes      | yes   | yes yes',
  me: '               yes yes yes who      | yes yes yes      | yes   | yes yes',

  listPeople: '       yes no no who        | no no no         | no    | yes yes',
  createPerson: '     yes no no who        | no no no         | no    | no yes',
  updatePerson: '     yes no hidden who    | no no no         | hidden| no yes',
  deletePerson: '     yes no hidden who    | no no no         | hidden| no yes',
  resetPerson: '      yes no hidden who    | no no no         | hidden| no yes',

  listKeys: '         yes yes hidden who   | yes yes yes      | hidden| yes yes',
  addKey: '           yes yes hidden who   | no no yes        | hidden| no yes',
  removeKey: '        yes yes hidden who   | no no yes        | hidden| no yes',
  listTokens: '       yes yes hidden who   | yes yes yes      | hidden| yes yes',
  createToken: '      yes yes hidden who   | no no yes        | hidden| no yes',
  removeToken: '      yes yes hidden who   | no no yes        | hidden| no yes',

  listInstances: '    yes yes yes who      | yes yes yes      | yes   | yes yes',
  createInstance: '   yes no no who        | no no no         | no    | no yes',
  showInstance: '     yes yes hidden who   | yes yes yes      | hidden| yes yes',
  updateInstance: '   yes yes hidden who   | no no yes        | hidden| no yes',
  showPackages: '     yes yes hidden who   | yes yes yes      | hidden| yes yes',
  showSecrets: '      yes yes hidden who   | no no yes        | hidden| no yes',
  instanceLogs: '     yes yes hidden who   | yes yes yes      | hidden| yes yes',
  listFiles: '        yes yes hidden who   | yes yes yes      | hidden| yes yes',
  downloadFiles: '    yes yes hidden who   | yes yes yes      | hidden| yes yes',
  removeFiles: '      yes yes hidden who   | no no yes        | hidden| no yes',
  startInstance: '    yes yes hidden who   | no yes yes       | hidden| no yes',
  stopInstance: '     yes yes hidden who   | no yes yes       | hidden| no yes',
  restartInstance: '  yes yes hidden who   | no yes yes       | hidden| no yes',
  resetDatabase: '    yes yes hidden who   | no no yes        | hidden| no yes',
  setNetwork: '       yes no hidden who    | no no no         | hidden| no yes',
  moveInstance: '     yes no hidden who    | no no no         | hidden| no yes',
  restoreInstance: '  yes no hidden who    | no no no         | hidden| no yes',
  deleteInstance: '   yes no hidden who    | no no no         | hidden| no yes',
  listDeployments: '  yes yes hidden who   | yes yes yes      | hidden| yes yes',
  deployInstance: '   yes yes hidden who   | no no yes        | hidden| no yes',

  listOperations: '   yes yes yes who      | yes yes yes      | yes   | yes yes',
  showOperation: '    yes yes hidden who   | yes yes yes      | hidden| yes yes',
  operationLog: '     yes yes hidden who   | yes yes yes      | hidden| yes yes',
  cancelOperation: '  yes yes hidden who   | no yes yes       | hidden| no yes',
  listAudit: '        yes no no who        | no no no         | no    | yes yes',
  health: '           yes no no who        | no no no         | no    | yes yes',
}

/** The same for git over HTTP, where only API tokens count. */
export const gitExpectations: Readonly<Record<'git.read' | 'git.push', string>> = {
  'git.read': '       who who who who      | yes yes yes      | hidden| yes yes',
  'git.push': '       who who who who      | no no yes        | hidden| no yes',
}

/** What can still be done to an instance in the trash, by whoever may do it at all; anything else says that it is there. */
export const possibleInTrash: ReadonlySet<string> = new Set([
  'showInstance',
  'showPackages',
  'instanceLogs',
  'listDeployments',
  'restoreInstance',
])
