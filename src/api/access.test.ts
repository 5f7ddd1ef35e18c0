import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callers, expectations, gitExpectations, type Outcome, possibleInTrash } from '../../test/support/access-expectations.ts'
import { Authenticator } from '../../test/support/authenticator.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { noBrowser } from '../accounts/visitor.ts'
import { type Access, accessToOperation, nobodys, ownedBy } from '../domain/access.ts'
import { type InstanceName, toUsername, type Username } from '../domain/names.ts'
import type { Person } from '../domain/person.ts'
import { type Caller, isAllowed, policy, type Rule, toRelation } from '../domain/policy.ts'
import { newId } from '../lib/ids.ts'
import type { Endpoint } from './contract/endpoint.ts'
import { apiPrefix, type EndpointName, endpoints } from './contract/endpoints.ts'

type CallerName = (typeof callers)[number]
const names = Object.keys(expectations) as readonly Exclude<EndpointName, 'live'>[]
const publicKey = (): string =>
  `ssh-ed25519 ${Buffer.concat([string('ssh-ed25519'), string(Buffer.from(newId('', 32)))]).toString('base64')}`
const string = (content: string | Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(content))
  return Buffer.concat([length, Buffer.from(content)])
}

let api: TestApi
const bearers = new Map<CallerName, string>()
beforeAll(async () => {
  api = await openTestApi({ engines: ['process', 'docker'] })
  bearers.set('super-user', await api.person('super', 'super-user'))
  for (const name of ['owner', 'partner', 'assistant', 'other'] as const) bearers.set(name, await api.person(name))
  await api.person('guest')
  for (const caller of callers) {
    const [kind, username = '', scope] = caller.split(':')
    const of = username === 'super-user' ? 'super' : username
    if (kind === 'token') bearers.set(caller, await api.token(of, scope as 'read'))
  }
})
afterAll(() => api.close())

/** How often the server was asked, and how often somebody got what the table does not give them. */
let walked = 0
let leaks = 0

const helpers = [
  { username: toUsername('partner'), role: 'co-experimenter', mayPay: true },
  { username: toUsername('assistant'), role: 'assistant', mayPay: false },
] as const

async function instanceWithHelpers() {
  const instance = await api.instance(newId('i', 8), 'owner')
  const changeId = await api.open.store.instanceSettings.propose(instance.id, { variables: { API_KEY: 'x' } })
  await api.open.store.instanceSettings.apply(instance.id, changeId, { update: {}, inspected: null })
  const guest = { username: toUsername('guest'), role: 'assistant', mayPay: false } as const
  for (const helper of [...helpers, guest]) await api.open.store.helpers.set({ instanceId: instance.id, ...helper })
  return instance
}

/** Something fresh for every call, so that one call does not disturb the next. */
const things = {
  instance: async () => (await instanceWithHelpers()).name,
  helper: async () => (await instanceWithHelpers()).name,
  key: async () => (await api.open.store.keys.add({ username: toUsername('owner'), name: 'k', ...key() })).id,
  token: async () =>
    (await api.open.store.tokens.create({ username: toUsername('owner'), name: 't', scope: 'read', expiresAt: null })).apiToken.id,
  operation: async () => {
    const instance = await instanceWithHelpers()
    return (await api.operations.start({ kind: 'start-instance', instanceId: instance.id, by: 'server', input: {} })).id
  },
}
const key = () => ({ type: 'ssh-ed25519', fingerprint: `SHA256:${newId('', 8)}`, publicKey: publicKey() })

/** For `person` and `user` the owner is the thing itself; who may do it destroys it, so a stand-in takes the place where it does not matter. */
async function toThing({ thing }: Endpoint, caller: CallerName): Promise<string> {
  if (thing === 'none') return ''
  if (thing === 'user' || thing === 'new-owner') return 'owner'
  if (thing !== 'person') return things[thing]()
  if (!caller.includes('super-user')) return 'owner'
  const username = newId('p', 8)
  await api.accounts.createPerson({ username, name: 'X', email: `${username}@example.org`, role: 'experimenter' })
  return username
}

async function toBody(name: EndpointName, thing: string): Promise<object | undefined> {
  const fresh = newId('p', 8)
  const invited = async () => {
    const { invitation } = await api.accounts.createPerson({
      username: fresh,
      name: 'X',
      email: `${fresh}@example.org`,
      role: 'experimenter',
    })
    return new URL(invitation.url).hash.slice(1)
  }
  const bodies: Partial<Record<EndpointName, () => Promise<object> | object>> = {
    completeSetup: () => ({ token: 'x', username: fresh, name: 'X', email: `${fresh}@example.org`, password: 'long enough password' }),
    signIn: () => ({ username: 'passworded', password: 'long enough password' }),
    signInWithCode: () => halfSignedIn(fresh),
    signInWithPasskey: () => passkeyOf(fresh),
    updateMe: () => ({ name: 'Z' }),
    changePassword: () => ({ current: 'wrong password', next: 'quite another password' }),
    beginSecondFactor: () => ({ password: 'wrong password' }),
    renewRecoveryCodes: () => ({ password: 'wrong password' }),
    switchOffSecondFactor: () => ({ password: 'wrong password' }),
    confirmSecondFactor: () => ({ ticket: 'x', code: '123456' }),
    beginPasskey: () => ({ password: 'wrong password' }),
    addPasskey: () => ({
      ticket: 'x',
      name: 'x',
      response: new Authenticator('http://localhost:8000').create({ challenge: 'x', user: { id: 'x' } }),
    }),
    renamePasskey: () => ({ name: 'x' }),
    forgottenPassword: () => ({ usernameOrEmail: 'owner' }),
    testMail: () => ({}),
    retryMail: () => ({}),
    readInvitation: async () => ({ token: await invited() }),
    acceptInvitation: async () => ({ token: await invited(), password: 'long enough password' }),
    createPerson: () => ({ username: fresh, name: 'X', email: `${fresh}@example.org` }),
    updatePerson: () => ({ name: 'Y' }),
    addKey: () => ({ name: 'laptop', publicKey: publicKey(), user: thing }),
    createToken: () => ({ name: 'script', scope: 'read', user: thing }),
    createInstance: () => ({ name: fresh, owner: thing }),
    updateInstance: () => ({ otreeVersion: '6.0.15' }),
    setNetwork: () => ({ network: 'none' }),
    moveInstance: () => ({ engine: 'docker' }),
    renameInstance: () => ({ name: fresh }),
    copyInstance: () => ({ name: fresh }),
    changeSettings: () => ({ production: false }),
    setAdminPassword: () => ({}),
    scaleInstance: () => ({ memoryMib: 512 }),
    deployInstance: () => againWith(thing),
    setHelper: () => ({ role: 'assistant' }),
    handOver: () => ({ owner: 'guest' }),
  }
  return bodies[name]?.()
}

const invite = (username: string) =>
  api.accounts.createPerson({ username, name: 'X', email: `${username}@example.org`, role: 'experimenter' })

const freshPerson = async (username: string): Promise<Person> => (await invite(username)).person

/** The first half of a sign-in with a second factor, and a recovery code for the other. */
async function halfSignedIn(username: string): Promise<object> {
  const { person, invitation } = await invite(username)
  await api.open.secondFactors.set({ userId: person.id, secret: 'A'.repeat(32), step: 0, codeHashes: ['x'] })
  const [code] = await api.accounts.secondFactors.renewCodes(person.id)
  const outcome = await api.accounts.acceptLink(new URL(invitation.url).hash.slice(1), 'correct horse battery')
  return { ticket: 'ticket' in outcome ? outcome.ticket : '', code }
}

async function passkeyOf(username: string): Promise<object> {
  const person = await freshPerson(username)
  const { passkeys } = api.accounts
  const key = new Authenticator('http://localhost:8000')
  const { ticket, options } = await passkeys.beginCreation(person)
  await passkeys.create(person, { ticket, name: 'x', response: key.create(options) })
  const request = await passkeys.beginSignIn(noBrowser)
  return { ticket: request.ticket, response: key.get(request.options) }
}

async function againWith(name: string): Promise<object> {
  const instance = await api.open.store.instances.find(name as InstanceName)
  if (instance) await api.repositories.create(instance.id)
  return { again: true }
}

/** The second thing in the address of `downloadCopy`. */
async function keepCopyOf(name: string): Promise<string> {
  const instance = await api.open.store.instances.find(name as InstanceName)
  const directory = join(api.dataDir, 'backups', instance?.id ?? 'nothing')
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'before-reset-oaaaaaaaaaaaa.dump'), 'dump')
  return 'oaaaaaaaaaaaa'
}

/** The second thing in the address of `endSignIn`. */
async function toSignInId(username: string): Promise<string> {
  const person = await api.open.store.people.find(username as Username)
  if (!person) return 'nothing'
  await api.signIn(username)
  return (await api.accounts.signIns.list(person.id))[0]?.id ?? 'nothing'
}

const send = async (name: EndpointName, caller: CallerName, thing: string) => {
  const endpoint: Endpoint = endpoints[name]
  const path = endpoint.path
    .replace(/:\w+/, encodeURIComponent(thing || 'x'))
    .replace(':username', 'guest')
    .replace(':copy', await keepCopyOf(thing))
    .replace(':variable', 'API_KEY')
    .replace(':newName', 'quite-another')
    .replace(':id', name === 'endSignIn' ? await toSignInId(thing) : '')
  const query = endpoint.thing === 'user' && endpoint.method === 'GET' ? `?user=${thing}` : ''
  const body = await toBody(name, thing)
  const bearer = await toBearer(name, caller)
  walked++
  return api.app.inject({
    method: endpoint.method,
    url: `${apiPrefix}${path}${query}`,
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    ...(body === undefined ? {} : { payload: body }),
  })
}

/** Signing out ends the sign-in, so it is done with one of its own. */
async function toBearer(name: EndpointName, caller: CallerName): Promise<string | undefined> {
  const isPage = !caller.startsWith('token:') && caller !== 'anonymous'
  return name === 'signOut' && isPage ? api.signIn(caller === 'super-user' ? 'super' : caller) : bearers.get(caller)
}

const toOutcome = (status: number): Outcome => (({ 401: 'who', 403: 'no', 404: 'hidden' }) as const)[status] ?? 'yes'

/** What came of it, counted. */
function judge(status: number, wanted: Outcome | undefined): Outcome {
  const outcome = toOutcome(status)
  if (outcome !== wanted && (outcome === 'yes' || wanted === 'hidden')) leaks++
  return outcome
}

const toOutcomes = (line: string): Outcome[] => line.split(/[\s|]+/).filter(Boolean) as Outcome[]
const expected = (name: (typeof names)[number]): Outcome[] => toOutcomes(expectations[name])

it('has a line of expectations for every endpoint, and a column for every caller', () => {
  expect(new Set([...names, 'live'])).toEqual(new Set(Object.keys(endpoints)))
  for (const name of names) expect([name, expected(name).length]).toEqual([name, callers.length])
})

describe('everybody gets what the table of expectations says', async () => {
  beforeAll(async () => {
    const { invitation } = await api.accounts.createPerson({
      username: 'passworded',
      name: 'X',
      email: 'pw@example.org',
      role: 'experimenter',
    })
    await api.accounts.acceptLink(new URL(invitation.url).hash.slice(1), 'long enough password')
  })

  for (const name of names) {
    it(`from ${name}`, async () => {
      for (const [column, caller] of callers.entries()) {
        const thing = await toThing(endpoints[name], caller)
        const response = await send(name, caller, thing)
        const wanted = expected(name)[column]
        expect([caller, judge(response.statusCode, wanted), response.body]).toEqual([caller, wanted, response.body])
        expect(response.statusCode).toBeLessThan(500)
      }
    })
  }
})

describe('the table of expectations and the policy say the same', () => {
  for (const name of names) {
    it(`of ${name}`, () => {
      for (const [column, caller] of callers.entries()) {
        expect([caller, expected(name)[column]]).toEqual([caller, byPolicy(endpoints[name], toCaller(caller))])
      }
    })
  }
})

function toCaller(name: CallerName): Caller {
  const [kind = '', username, scope] = name.split(':')
  if (kind === 'anonymous') return { kind: 'anonymous' }
  const who = username ?? kind
  const role = who === 'super-user' ? 'super-user' : 'experimenter'
  return { kind: 'person', username: who, role, means: kind === 'token' ? 'token' : 'browser', scope: (scope ?? 'all') as 'all' }
}

const ofInstance: Access = { owner: 'owner', helpers }

function toAccess(thing: Endpoint['thing']): Access {
  if (thing === 'none') return nobodys
  if (thing === 'operation') return accessToOperation(ofInstance, 'server')
  return thing === 'instance' || thing === 'helper' ? ofInstance : ownedBy('owner')
}

function byPolicy({ action, thing }: Endpoint, caller: Caller): Outcome {
  const access = toAccess(thing)
  const { relations }: Rule = policy[action]
  if (caller.kind === 'anonymous' && !relations.includes('anonymous')) return 'who'
  if (isAllowed(caller, action, access)) return 'yes'
  return thing !== 'none' && toRelation(caller, access) === 'other' ? 'hidden' : 'no'
}

describe('what is somebody else’s is answered like what does not exist', () => {
  const withThings = names.filter((name) => endpoints[name].thing !== 'none')
  for (const name of withThings) {
    it(`from ${name}`, async () => {
      const foreign = await toThing(endpoints[name], 'other')
      for (const [column, caller] of callers.entries()) {
        const missing = await send(name, caller, 'nobody-has-this')
        expect([caller, missing.statusCode]).toEqual([caller, caller === 'anonymous' ? 401 : 404])
        if (expected(name)[column] !== 'hidden') continue
        const real = await send(name, caller, foreign)
        expect([caller, judge(real.statusCode, 'hidden')]).toEqual([caller, 'hidden'])
        expect(missing.body).toBe(real.body.replaceAll(foreign, 'nobody-has-this'))
        const { 'content-length': length, date } = missing.headers
        expect(missing.headers).toEqual({ ...real.headers, 'content-length': length, date })
      }
    })
  }
})

describe('git over HTTP gives everybody what its expectations and the policy say', () => {
  const asks = [
    ['git.read', 'GET', 'info/refs?service=git-upload-pack'],
    ['git.read', 'POST', 'git-upload-pack'],
    ['git.push', 'GET', 'info/refs?service=git-receive-pack'],
    ['git.push', 'POST', 'git-receive-pack'],
  ] as const
  const sendGit = (name: string, caller: CallerName, [, method, path]: (typeof asks)[number]) => {
    walked++
    const authorization = `Basic ${Buffer.from(`git:${bearers.get(caller)}`).toString('base64')}`
    const type = `application/x-${path.replace(/.*=/, '')}-request`
    return api.app.inject({
      method,
      url: `/git/${name}/${path}`,
      headers: { 'user-agent': 'git/2.39.5', ...(bearers.has(caller) ? { authorization } : {}) },
      ...(method === 'POST' ? { payload: '0000', headers: { authorization, 'content-type': type, 'user-agent': 'git/2.39.5' } } : {}),
    })
  }

  for (const asked of asks) {
    it(`${asked[1]} ${asked[2]}`, async () => {
      const { id, name } = await instanceWithHelpers()
      await api.repositories.create(id)
      for (const [column, caller] of callers.entries()) {
        const outcome = toOutcomes(gitExpectations[asked[0]])[column]
        expect([caller, judge((await sendGit(name, caller, asked)).statusCode, outcome)]).toEqual([caller, outcome])
        if (caller.startsWith('token:')) expect([caller, byGitPolicy(asked[0], toCaller(caller))]).toEqual([caller, outcome])
        const missing = await sendGit('nobody-has-this', caller, asked)
        expect([caller, toOutcome(missing.statusCode)]).toEqual([caller, outcome === 'who' ? 'who' : 'hidden'])
        if (outcome === 'hidden') expect(missing.body).toBe((await sendGit(name, caller, asked)).body.replaceAll(name, 'nobody-has-this'))
      }
    })
  }

  const byGitPolicy = (action: 'git.read' | 'git.push', caller: Caller): Outcome =>
    isAllowed(caller, action, ofInstance) ? 'yes' : toRelation(caller, ofInstance) === 'other' ? 'hidden' : 'no'

  it('and nothing on the socket of the machine itself', async () => {
    const { name } = await api.instance(newId('i', 8), 'owner')
    expect((await api.server.inject({ url: `/git/${name}/info/refs?service=git-upload-pack` })).statusCode).toBe(404)
  })
})

describe('an instance in the trash', () => {
  const ofInstances = names.filter((name) => endpoints[name].thing === 'instance' || endpoints[name].thing === 'helper')
  for (const name of ofInstances) {
    it(`is answered by ${name} as it should be`, async () => {
      for (const [column, caller] of callers.entries()) {
        const { id, name: instance } = await instanceWithHelpers()
        await api.open.store.instances.update(id, { state: 'ready-for-deployment' })
        await api.open.store.instances.update(id, { state: 'trashed', trashedAt: new Date().toISOString() })
        const { statusCode } = await send(name, caller, instance)
        const outcome = expected(name)[column]
        if (outcome === 'yes' && !possibleInTrash.has(name)) expect([caller, statusCode]).toEqual([caller, 409])
        else expect([caller, judge(statusCode, outcome)]).toEqual([caller, outcome])
      }
    })
  }
})

it('writes down every audited action, whatever became of it, and no secret', async () => {
  const { name } = await api.instance(newId('i', 8), 'owner')
  const { secretKey, adminPassword } = await api.open.store.instances.getSecrets((await api.open.store.instances.get(name)).id)
  await send('showSecrets', 'owner', name)
  await send('showSecrets', 'other', name)
  await send('showSecrets', 'anonymous', name)
  await send('deployInstance', 'owner', name)
  const { items } = await api.open.store.audit.page(null, 4)
  const rows = items.map(({ who, action, thing, by, result, detail }) => ({ who, action, thing, by, result, detail })).reverse()
  const thing = `instance:${name}`
  expect(rows).toEqual([
    { who: 'owner', action: 'instance.secrets', thing, by: 'browser', result: 'allowed', detail: null },
    { who: 'other', action: 'instance.secrets', thing, by: 'browser', result: 'refused', detail: 'not_found' },
    { who: null, action: 'instance.secrets', thing, by: 'browser', result: 'refused', detail: 'not_signed_in' },
    { who: 'owner', action: 'instance.deploy', thing, by: 'browser', result: 'failed', detail: expect.any(String) },
  ])
  const all = JSON.stringify((await api.open.store.audit.page(null, 1000)).items)
  for (const secret of [secretKey, adminPassword, 'long enough password', ...bearers.values()]) expect(all).not.toContain(secret)
})

it('has walked all of it, and nobody got more than they should', async ({ annotate }) => {
  await annotate(`${walked} combinations of endpoint, caller and thing walked, ${leaks} leaks`)
  expect(leaks).toBe(0)
  expect(walked).toBeGreaterThan(names.length * callers.length)
})
