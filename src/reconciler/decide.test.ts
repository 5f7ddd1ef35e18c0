import { describe, expect, it } from 'vitest'
import type { EngineFact } from '../domain/engine.ts'
import { defaultLimits, type Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName, Username } from '../domain/names.ts'
import { decide, type Mend } from './decide.ts'

const instance = (change: Partial<Instance> = {}): Instance => ({
  id: 'iaaaaaaaa' as InstanceId,
  name: 'otree1' as InstanceName,
  owner: 'berta' as Username,
  siteId: 'iaaaaaaaa' as InstanceId,
  engine: 'process',
  state: 'ready',
  failure: null,
  wanted: 'running',
  deploymentId: 'd1',
  processId: 'p1',
  uid: 700_000,
  authLevel: 'STUDY',
  production: true,
  tellAddresses: false,
  network: 'internet',
  limits: defaultLimits,
  versions: { otree: null, python: null },
  projectFolder: null,
  labels: [],
  openUntil: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  trashedAt: null,
  purgeBegunAt: null,
  createdBy: null,
  ...change,
})
const process = (processId: string, active = true): EngineFact['processes'][number] => ({
  instanceId: 'iaaaaaaaa' as InstanceId,
  processId,
  commit: 'a'.repeat(40),
  endpoint: { socketPath: '/run/socket' },
  since: '2026-01-01T00:00:00.000Z',
  active,
})
const fact = (database: 'running' | 'stopped', ...processes: EngineFact['processes']): EngineFact => ({
  instanceId: 'iaaaaaaaa' as InstanceId,
  database,
  processes,
  ended: [],
})
const stop = (processId: string): Mend => ({ kind: 'stop-process', processId })
const setState = (state: Instance['state'], processId: string | null = null): Mend => ({ kind: 'set-state', state, processId })
const start: Mend = { kind: 'start' }
const stopDatabase: Mend = { kind: 'stop-database' }
const empty = { deploymentId: null, processId: null, state: 'ready-for-deployment' } as const
const trashed = { state: 'trashed', wanted: 'stopped', trashedAt: '2026-01-02T00:00:00.000Z', processId: null } as const
const stopped = { state: 'stopped', wanted: 'stopped', processId: null } as const

type Row = readonly [string, Partial<Instance>, EngineFact | undefined, readonly Mend[]]

it('leaves alone what nobody knows of, as its engine is away', () => {
  const away: EngineFact = { instanceId: 'iaaaaaaaa' as InstanceId, database: 'unknown', processes: [], ended: [] }
  for (const wanted of ['running', 'stopped'] as const) expect(decide(instance({ wanted }), away)).toEqual([])
  expect(decide(instance({ deploymentId: null }), away)).toEqual([])
})

describe('an instance that should run', () => {
  it.each<Row>([
    ['runs', {}, fact('running', process('p1')), []],
    ['has no process', {}, fact('running'), [start]],
    ['has nothing at all', {}, undefined, [start]],
    ['has lost its database only', {}, fact('stopped', process('p1')), [start]],
    ['has a process beside its own', {}, fact('running', process('p1'), process('p2')), [stop('p2')]],
    ['has only another process', {}, fact('running', process('p2')), [stop('p2'), start]],
    ['does not enforce page timeouts', {}, fact('running', process('p1', false)), [{ kind: 'activate', processId: 'p1' }]],
    ['runs although it is said to have failed', { state: 'failed' }, fact('running', process('p1')), [setState('ready', 'p1')]],
    ['runs although it is said to be starting', { state: 'starting' }, fact('running', process('p1')), [setState('ready', 'p1')]],
    ['has failed and is down', { state: 'failed', processId: null }, fact('running'), [start]],
    ['was stopped a moment ago', { state: 'stopped', processId: null }, fact('stopped'), [start]],
  ])('and %s', (_, change, found, mends) => {
    expect(decide(instance(change), found)).toEqual(mends)
  })
})

describe('an instance without code', () => {
  it.each<Row>([
    ['has its database', empty, fact('running'), []],
    ['has no database running', empty, fact('stopped'), [start]],
    ['is only a row', empty, undefined, [{ kind: 'create' }]],
    ['has a process of a deployment that failed', empty, fact('running', process('p9')), [stop('p9')]],
    ['was called failed', { ...empty, state: 'failed' }, fact('running'), [setState('ready-for-deployment')]],
    ['was stopped', { ...empty, state: 'stopped' }, fact('running'), [setState('ready-for-deployment')]],
    ['was called starting', { ...empty, state: 'starting' }, fact('running'), [setState('ready-for-deployment')]],
  ])('that %s', (_, change, found, mends) => {
    expect(decide(instance(change), found)).toEqual(mends)
  })
})

describe('an instance that should not run', () => {
  it.each<Row>([
    ['is stopped', stopped, fact('stopped'), []],
    ['is nothing on the machine', stopped, undefined, []],
    ['runs', { wanted: 'stopped' }, fact('running', process('p1')), [stop('p1'), stopDatabase, setState('stopped')]],
    ['has a database left', stopped, fact('running'), [stopDatabase]],
    ['is said to run', { wanted: 'stopped' }, fact('stopped'), [setState('stopped')]],
    ['has failed', { wanted: 'stopped', state: 'failed' }, fact('stopped'), [setState('stopped')]],
    ['never had code', { ...empty, wanted: 'stopped' }, fact('running'), [stopDatabase, setState('stopped')]],
    ['sleeps', { state: 'asleep', processId: null }, fact('stopped'), []],
    ['sleeps badly', { state: 'asleep' }, fact('running', process('p1')), [stop('p1'), stopDatabase, setState('asleep')]],
    ['is in the trash', trashed, fact('stopped'), []],
    ['runs in the trash', { ...trashed, processId: 'p1' }, fact('running', process('p1')), [stop('p1'), stopDatabase, setState('trashed')]],
    ['is on its way into the trash', { trashedAt: trashed.trashedAt }, fact('running'), [stopDatabase, setState('ready')]],
  ])('that %s', (_, change, found, mends) => {
    expect(decide(instance(change), found)).toEqual(mends)
  })
})
