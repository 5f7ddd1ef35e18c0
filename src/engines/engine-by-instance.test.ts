import { expect, it } from 'vitest'
import type { Capabilities, Engine, EngineFact, InstanceSpec } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import { ManagerError } from '../domain/error.ts'
import { defaultLimits } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { type Belonging, createEngineByInstance } from './engine-by-instance.ts'

const one = 'iaaaaaaaa' as InstanceId
const two = 'ibbbbbbbb' as InstanceId
const stranger = 'icccccccc' as InstanceId
const fact = (instanceId: InstanceId, database: EngineFact['database'] = 'running'): EngineFact => ({
  instanceId,
  database,
  processes: [],
  ended: [],
})
const unknown = (instanceId: InstanceId): EngineFact => fact(instanceId, 'unknown')

/** Notes what it is asked, and sees what it is told to see. */
function listening(kind: EngineKind, facts: () => readonly EngineFact[]): { readonly engine: Engine; readonly asked: string[] } {
  const asked: string[] = []
  const own: Partial<Engine> = {
    list: async () => facts(),
    capabilities: async () => ({ engine: kind }) as Capabilities,
    database: ({ id }) => ({ host: kind, port: 0, database: id, user: '', password: '' }),
    tidy: async () => ({ environments: 1, freedBytes: 10 }),
    databases: async () => facts().map(({ instanceId }) => ({ instanceId, major: 15, binDir: kind, programs: 'there', systemMajor: null })),
    logs: async function* (id) {
      yield `${kind} ${id}`
    },
  }
  const engine = new Proxy(own, {
    get: (target, method: keyof Engine | 'then') =>
      method === 'then' ? undefined : (target[method] ?? (async (...args: unknown[]) => void asked.push(`${method} ${toId(args[0])}`))),
  })
  return { engine: engine as Engine, asked }
}
const toId = (first: unknown): unknown => {
  if (typeof first !== 'object' || first === null) return first
  return 'id' in first ? first.id : 'instance' in first ? toId(first.instance) : first
}

const belongings = new Map<InstanceId, Belonging>([
  [one, { engine: 'process', name: 'otree1' }],
  [two, { engine: 'docker', name: 'otree2' }],
])

const noProcesses: EngineFact['processes'] = []

function both({
  seenByDocker = () => [fact(two)],
  seenByProcess = () => [fact(one)],
  withDocker = true,
  runningUnseen = noProcesses,
} = {}) {
  const process = listening('process', seenByProcess)
  const docker = listening('docker', seenByDocker)
  const engine = createEngineByInstance({
    engines: { process: process.engine, ...(withDocker ? { docker: docker.engine } : {}) },
    standard: 'process',
    recorded: async (kind) => (kind === 'docker' ? [{ ...unknown(two), processes: runningUnseen }] : []),
    whyAway: () => 'Nobody answers at /var/run/docker.sock.',
    belongings: async () => belongings,
    belongingOf: async (id) => belongings.get(id),
  })
  return { engine, process, docker }
}
const spec = (id: InstanceId, engine?: EngineKind): InstanceSpec => ({
  id,
  ...(engine ? { engine } : {}),
  uid: 1,
  limits: defaultLimits,
  network: 'none',
  secrets: { databasePassword: 'x', databaseAdminPassword: 'y' },
})
const { signal } = new AbortController()
const away = (): never => {
  throw new ManagerError('engine.unavailable', 'The Docker daemon does not answer.')
}

it('sends what has an id or a specification to the engine of its instance', async () => {
  const { engine, process, docker } = both()
  await engine.stop(one, 'p1')
  await engine.stop(two, 'p2')
  await engine.startDatabase(spec(two), signal)
  await engine.create(spec(stranger, 'docker'), signal)
  await engine.start({ instance: spec(two) } as Parameters<Engine['start']>[0], signal)
  expect(process.asked).toEqual([`stop ${one}`])
  expect(docker.asked).toEqual([`stop ${two}`, `startDatabase ${two}`, `create ${stranger}`, `start ${two}`])
  expect(engine.database(spec(two, 'docker')).host).toBe('docker')
  for await (const line of engine.logs(two, { lines: 1, follow: false }, signal)) docker.asked.push(line)
  expect(docker.asked.at(-1)).toBe(`docker ${two}`)
})

it('looks for an instance that the store does not know where something of it runs', async () => {
  const { engine, process, docker } = both({
    seenByProcess: () => [fact(stranger, 'stopped')],
    seenByDocker: () => [fact(stranger, 'running')],
  })
  await engine.remove(stranger)
  expect([process.asked, docker.asked]).toEqual([[], [`remove ${stranger}`]])
})

it('lets only the engine of an instance say what runs of it', async () => {
  const { engine } = both({
    seenByProcess: () => [fact(one), fact(two, 'stopped'), fact(stranger)],
    seenByDocker: () => [fact(one, 'stopped'), fact(two), fact(stranger, 'stopped')],
  })
  expect(await engine.list()).toEqual([fact(one), fact(stranger), fact(two)])
  expect((await engine.databases()).map(({ instanceId, binDir }) => `${instanceId} ${binDir}`)).toEqual([
    `${one} process`,
    `${stranger} process`,
    `${two} docker`,
    `${stranger} docker`,
  ])
})

it.each([{ seenByDocker: away }, { withDocker: false }])(
  'goes on without an engine that is away, whose instances nobody knows of: %o',
  async (state) => {
    const { engine } = both(state)
    expect(await engine.list()).toEqual([fact(one), unknown(two)])
  },
)

it('tells what is recorded of the processes of an engine that is away', async () => {
  const runningUnseen = [{ processId: 'p1' } as EngineFact['processes'][number]]
  expect(await both({ withDocker: false, runningUnseen }).engine.list()).toEqual([fact(one), { ...unknown(two), processes: runningUnseen }])
  expect(await both({ runningUnseen }).engine.list()).toEqual([fact(one), fact(two)])
})

it('fails to list when no engine answers at all', async () => {
  await expect(both({ seenByProcess: away, seenByDocker: away }).engine.list()).rejects.toThrow('does not answer')
})

it('says which engine is away, whose it is, and what to do', async () => {
  const { engine } = both({ withDocker: false })
  const refused = engine.stop(two, 'p1')
  await expect(refused).rejects.toMatchObject({ code: 'engine.unavailable', facts: { engine: 'docker' } })
  await expect(refused).rejects.toThrow(
    'The engine "docker", to which "otree2" belongs, cannot be reached. Nobody answers at /var/run/docker.sock. Start',
  )
  expect(() => engine.database(spec(two, 'docker'))).toThrow('cannot be reached')
})

it('puts together what concerns all', async () => {
  const { engine } = both()
  expect(await engine.capabilities()).toEqual({ engine: 'process', others: [{ engine: 'docker' }] })
  expect(await engine.tidy(new Set())).toEqual({ environments: 2, freedBytes: 20 })
  expect(await both({ withDocker: false }).engine.capabilities()).toEqual({
    engine: 'process',
    away: [expect.stringContaining('"otree2" belongs, cannot be reached')],
  })
})
