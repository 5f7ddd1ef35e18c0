import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, request } from '../../test/support/http-client.ts'
import { OtreeApi } from '../../test/support/otree-api.ts'
import { Participant } from '../../test/support/participant.ts'
import type { Engine } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import { ManagerError } from '../domain/error.ts'
import type { Gateway } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceName, Username } from '../domain/names.ts'
import type { Operation, OperationKind } from '../domain/operation.ts'
import { startTestGateway, type TestGateway } from '../gateway/test-gateway.ts'
import { newId, newSecret } from '../lib/ids.ts'
import { resourcePath } from '../lib/resources.ts'
import { plainEnv, runCommand, runToEnd } from '../lib/run-command.ts'
import type { StepMoment } from '../operations/step-channel.ts'
import { toMoveInput } from './move-input.ts'
import { openTwoEngines, type TwoEngines } from './testing/two-engines.ts'

/** Two real engines, a real oTree, and the gateway that visitors come through. */
let root: string
let gateway: TestGateway
let place: TwoEngines
let session: { readonly code: string; readonly joinPath: string }
/** What fails of which engine, once. */
let fault: { readonly kind: EngineKind; readonly method: keyof Engine } | null = null

const name = 'otree1' as InstanceName
const store = () => place.deps.store
const current = (): Promise<Instance> => store().instances.get(name)
const origin = (): string => `http://otree1.localhost:${gateway.port}`
const api = async (): Promise<OtreeApi> => new OtreeApi(origin(), (await store().instances.getSecrets((await current()).id)).restKey)

const toGateway = ({ traffic }: TestGateway): Gateway => ({
  setRoutes: async (table) => traffic.setTable(table),
  hold: async (id, options) => ({ drained: (await traffic.findInstance(id)?.hold(options)) ?? true }),
  release: async (id) => traffic.findInstance(id)?.release(),
  activity: async () => traffic.activity(),
  issueTicket: async (id) => traffic.tickets.issue(id),
})

const faulty = (engine: Engine, kind: EngineKind): Engine =>
  new Proxy(engine, {
    get: (target, method: keyof Engine) => {
      if (fault?.kind !== kind || fault.method !== method) return target[method]
      return async () => {
        fault = null
        throw new ManagerError('disk_full', `${kind}.${method} finds a full disk.`)
      }
    },
  })

const open = async (): Promise<void> => {
  place = await openTwoEngines(root, { gateway: toGateway(gateway), around: faulty })
  await place.deps.publishRoutes()
}

async function ask(kind: OperationKind, instance: Instance, input: object = {}): Promise<Operation> {
  const begun = await place.operations.start({ kind, instanceId: instance.id, by: 'ada' as Username, input: { ...input } })
  return place.operations.wait(begun.id)
}
async function done(kind: OperationKind, instance: Instance, input: object = {}): Promise<Operation> {
  const operation = await ask(kind, instance, input)
  expect(operation).toMatchObject({ state: 'done', error: null })
  return operation
}
const moveTo = async (engine: EngineKind): Promise<Operation> => {
  const instance = await current()
  return ask('move-instance', instance, toMoveInput(instance, engine))
}

async function makeCommit({ id }: Instance): Promise<string> {
  const project = join(root, 'project')
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  const file = join(root, 'project.tar')
  await runCommand('tar', ['-C', project, '-cf', file, '.'], { env: plainEnv(), timeoutMs: 30_000 })
  const author = { name: 'Berta', email: 'berta@example.edu' }
  return place.deps.repositories.commitArchive(id, { file, author, message: 'Upload', folder: null })
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'otm-mv-'))
  gateway = await startTestGateway(null)
  await open()
  const secrets = { adminPassword: newSecret(), restKey: newSecret(), secretKey: newSecret(), databasePassword: newSecret() }
  const owner = 'berta' as Username
  const created = await store().instances.create({ name, owner, secrets: { ...secrets, databaseAdminPassword: newSecret() } })
  await done('create-instance', created)
  const commit = await makeCommit(created)
  await done('deploy-instance', created, { commit, deploymentId: newId('d', 8), quarantine: null })
  session = await (await api()).createSession('effort', 3)
})
afterAll(async () => {
  for (const { instanceId } of await place.deps.engine.list()) await place.deps.engine.remove(instanceId)
  await place.close()
  await gateway.stop()
  await rm(root, { recursive: true, force: true })
})

/** As at oTree's own page. @returns the admin's cookie, as the browser has it */
async function signIn(): Promise<string> {
  const { adminPassword: password } = await store().instances.getSecrets((await current()).id)
  const page = await request(`${origin()}/login`)
  const csrftoken = /name="csrftoken"[^>]*value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const body = new URLSearchParams({ csrftoken, username: 'admin', password }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }
  return cookiesOf(await request(`${origin()}/login`, { method: 'POST', headers: { ...type, cookie: cookiesOf(page) }, body }))
}
const cookiesOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
const sessionsPage = async (cookie: string): Promise<number> => (await request(`${origin()}/sessions`, { headers: { cookie } })).status

/** What is left of it: in either engine, and its repository. */
const placesOf = async (id: string): Promise<string[]> => {
  const inEngines = ['process', 'docker'].map(async (kind) =>
    (await readdir(join(root, kind, 'instances'))).filter((entry) => entry === id),
  )
  const repository = await readdir(join(root, 'instances', id)).catch(() => [])
  return [...(await Promise.all(inEngines)).flat(), ...repository.filter((entry) => entry === 'repository.git')]
}

async function expectAsBefore(before: Instance, { input }: Operation): Promise<void> {
  expect(await current()).toEqual({ ...before, processId: expect.any(String) })
  expect(await (await api()).participants(session.code)).toHaveLength(3)
  const { successorId } = input as { successorId: string }
  expect(await store().instances.findById(successorId as Instance['id'])).toBeUndefined()
  expect(await placesOf(successorId)).toEqual([])
  expect(await readdir(join(root, 'backups')).catch(() => [])).toEqual([])
  const running = (await place.deps.engine.list()).filter(({ database }) => database === 'running')
  expect(running).toMatchObject([{ instanceId: before.id, processes: [{ processId: (await current()).processId }] }])
}

/** Once: the operation does not go on before its cancelling was taken down. */
function cancelAfter(step: number): void {
  const onMoment = (message: unknown): void => {
    const { kind, index, operationId, holds } = message as StepMoment
    if (kind !== 'move-instance' || index !== step) return
    unsubscribe('otm:step', onMoment)
    holds.push(place.operations.cancel(operationId))
  }
  subscribe('otm:step', onMoment)
}

describe('moving an instance to another engine', () => {
  it('takes code, data, passwords and participants along, who go on where they were', async () => {
    const before = await current()
    const secrets = await store().instances.getSecrets(before.id)
    const participant = new Participant(origin())
    await participant.join(session.joinPath)
    const page = await participant.play(`/InitializeParticipant/${participant.code}`, { maxPages: 1 })
    const cookie = await signIn()
    expect(await sessionsPage(cookie)).toBe(200)
    const artifact = (await store().deployments.get(before.deploymentId ?? '')).artifact

    expect(await moveTo('docker')).toMatchObject({ state: 'done', error: null })

    const after = await current()
    expect(after).toMatchObject({ engine: 'docker', state: 'ready', wanted: 'running', siteId: before.siteId, owner: 'berta' })
    expect(after.id).not.toBe(before.id)
    expect(after.uid).not.toBe(before.uid)
    expect(await store().instances.getSecrets(after.id)).toMatchObject({
      adminPassword: secrets.adminPassword,
      secretKey: secrets.secretKey,
    })
    const moved = await store().deployments.get(after.deploymentId ?? '')
    expect(moved).toMatchObject({ state: 'active', instanceId: after.id, artifact: { lock: artifact?.lock } })
    expect(await place.deps.repositories.findMain(after.id)).toBe(await place.deps.repositories.findMain(before.id))
    expect(await (await api()).participants(session.code)).toHaveLength(3)
    expect(await sessionsPage(cookie)).toBe(200)
    expect(await sessionsPage('')).not.toBe(200)
    const last = await participant.play(page)
    expect(last).toContain(participant.code)
    participant.close()
  })

  it('puts the old one into the trash, whole, from which it comes back under its own name', async () => {
    const old = (await store().instances.list({ withTrashed: true })).find(({ trashedAt }) => trashedAt !== null)
    expect(old).toMatchObject({ name: 'otree1-on-process', engine: 'process', state: 'trashed' })
    if (!old) return
    expect((await place.deps.engine.list()).find(({ instanceId }) => instanceId === old.id)).toMatchObject({
      database: 'stopped',
      processes: [],
    })
    await done('restore-instance', old)
    const restored = await store().instances.getById(old.id)
    expect(restored).toMatchObject({ name: 'otree1-on-process', state: 'ready' })
    const { restKey } = await store().instances.getSecrets(old.id)
    const there = new OtreeApi(`http://otree1-on-process.localhost:${gateway.port}`, restKey)
    expect(await there.participants(session.code)).toHaveLength(3)
    expect(await (await api()).participants(session.code)).toHaveLength(3)
    await done('delete-instance', restored)
  })

  it('keeps the history of deployments and operations under the name', async () => {
    const { id, deploymentId } = await current()
    expect((await store().deployments.list(id)).map((deployment) => deployment.id)).toContain(deploymentId)
    const kinds = (await store().operations.list({ instanceId: id })).map(({ kind }) => kind)
    expect(kinds).toEqual(['move-instance', 'deploy-instance', 'create-instance'])
  })

  it('makes visitors wait, and answers all of them', async () => {
    const participants = Array.from({ length: 2 }, () => new Participant(origin()))
    for (const participant of participants) await participant.join(session.joinPath)
    let moving = true
    const visits = participants.map(async (participant) => {
      let count = 0
      for (; moving || count === 0; count++) await participant.join(`/InitializeParticipant/${participant.code}`)
      return count
    })
    const operation = await moveTo('process').finally(() => {
      moving = false
    })
    expect(operation).toMatchObject({ state: 'done', error: null })
    for (const count of await Promise.all(visits)) expect(count).toBeGreaterThan(0)
    for (const participant of participants) participant.close()
    expect(await current()).toMatchObject({ engine: 'process', state: 'ready' })
  })

  it.each([
    ['docker', 'create'],
    ['docker', 'prepare'],
    ['docker', 'run'],
    ['process', 'dump'],
    ['docker', 'restore'],
    ['docker', 'start'],
  ] as const)('leaves everything as it was when %s.%s fails', async (kind, method) => {
    const before = await current()
    fault = { kind, method }
    const operation = await moveTo('docker')
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'disk_full' } })
    await expectAsBefore(before, operation)
  })

  it.each([
    { step: 0, what: 'the new place is made' },
    { step: 4, what: 'the code is there' },
    { step: 6, what: 'oTree has stopped' },
    { step: 7, what: 'the data are there' },
    { step: 8, what: 'oTree runs in the new place' },
  ])('leaves everything as it was when it is cancelled after $what', async ({ step }) => {
    const before = await current()
    cancelAfter(step)
    const operation = await moveTo('docker')
    expect(operation).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
    await expectAsBefore(before, operation)
  })

  it('leaves one stopped that was, and moves one without code', async () => {
    await done('stop-instance', await current())
    expect(await moveTo('docker')).toMatchObject({ state: 'done', error: null })
    const { id, state } = await current()
    expect(state).toBe('stopped')
    expect((await place.deps.engine.list()).find(({ instanceId }) => instanceId === id)).toMatchObject({
      database: 'stopped',
      processes: [],
    })
    await done('start-instance', await current())
    expect(await (await api()).participants(session.code)).toHaveLength(3)
    const secrets = await store().instances.getSecrets(id)
    const empty = await store().instances.create({ name: 'otree2' as InstanceName, owner: 'berta' as Username, secrets })
    await done('create-instance', empty)
    await done('move-instance', empty, toMoveInput(empty, 'docker'))
    expect(await store().instances.get('otree2' as InstanceName)).toMatchObject({ engine: 'docker', state: 'ready-for-deployment' })
  })
})

describe('deleting for good that fails halfway', () => {
  it('is finished by asking once more, and what is left cannot be restored', async () => {
    const [trashed] = await store().instances.list({ states: ['trashed'] })
    if (!trashed) throw new Error('There is nothing in the trash.')
    fault = { kind: trashed.engine, method: 'remove' }
    expect(await ask('purge-instance', trashed)).toMatchObject({ state: 'failed', error: { code: 'disk_full' } })
    expect(await ask('restore-instance', trashed)).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', detail: expect.stringContaining(`Delete the rest: otm instances purge ${trashed.name}`) },
    })
    expect(await store().instances.getById(trashed.id)).toMatchObject({ state: 'trashed', purgeBegunAt: expect.any(String) })
    await done('purge-instance', trashed)
    expect(await store().instances.findById(trashed.id)).toBeUndefined()
    expect(await placesOf(trashed.id)).toEqual([])
  })
})

/** Each number is a moment of the journal, in the order in which they come. */
const moments = [
  { number: 1, moment: 'its beginning' },
  { number: 5, moment: 'installed code' },
  { number: 8, moment: 'oTree stopped' },
  { number: 10, moment: 'oTree started there' },
  { number: 11, moment: 'the point of no return' },
  { number: 12, moment: 'the switch' },
]

describe('the manager is killed while it moves an instance', () => {
  const inTesting = (...path: string[]): string => join(import.meta.dirname, ...path)
  const manager = async (dieAt: string): Promise<boolean> => {
    const args = ['--import', inTesting('..', 'operations', 'testing', 'die-at-moment.ts'), inTesting('testing', 'moving-manager.ts'), root]
    const result = await runToEnd(process.execPath, args, { env: { ...plainEnv(), DIE_AT_MOMENT: dieAt }, timeoutMs: 180_000 })
    if (result.signal === null && result.exitCode !== 0) throw new Error(result.stderr)
    return result.signal === 'SIGKILL'
  }

  it.each(moments)('it is brought to its end from $moment on, and nothing is lost', async ({ number }) => {
    const before = await current()
    await place.close()
    expect(await manager(`move-instance:${number}`)).toBe(true)
    expect(await manager('0')).toBe(false)
    await open()
    const after = await current()
    expect(after).toMatchObject({ engine: before.engine === 'process' ? 'docker' : 'process', state: 'ready' })
    expect(await (await api()).participants(session.code)).toHaveLength(3)
    expect(await store().instances.getById(before.id)).toMatchObject({ state: 'trashed', processId: null })
    const alive = (await place.deps.engine.list()).filter(({ database }) => database === 'running').map(({ instanceId }) => instanceId)
    expect(alive.toSorted()).toEqual([after.id, (await store().instances.get('otree2' as InstanceName)).id].toSorted())
  })
})
