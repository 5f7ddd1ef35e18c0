import { statfs } from 'node:fs/promises'
import type { Usage } from '../../domain/engine.ts'
import type { Activity } from '../../domain/gateway.ts'
import { toRank } from '../../domain/health-messages.ts'
import { type Instance, type InstanceState, legalMoves } from '../../domain/instance.ts'
import type { InstanceId } from '../../domain/names.ts'
import { addTimes, type ResponseTimes, toUpperBoundMs } from '../../domain/response-times.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { toHealth } from '../health/health.ts'

/** Values of one name. `suffix` is added to it, for the parts of a histogram. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter' | 'histogram'
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number; readonly suffix?: string }[]
}

/** What is known at this moment. What cannot be asked is left out; the health says so. */
export async function gatherFamilies(deps: ApiDeps): Promise<readonly Family[]> {
  const { store, gateway, metrics, operations, settings, version } = deps
  const [instances, activity, health, disk] = await Promise.all([
    store.instances.list({ withTrashed: true }),
    gateway.activity().catch(() => null),
    toHealth(deps, { withNetwork: false }),
    statfs(settings.dataDir),
  ])
  const running = instances.filter(({ id }) => operations.current(id) !== null).length
  return [
    one('otm_info', 'The version that runs; always 1.', 1, { version }),
    ofHealth(health.checks),
    ofStates(instances),
    one('otm_operations_running', 'Instances to which something is being done.', running),
    one('otm_disk_free_bytes', 'Free on the file system of the data.', disk.bavail * disk.bsize),
    one('otm_disk_size_bytes', 'Size of the file system of the data.', disk.blocks * disk.bsize),
    ...ofUsage(instances, metrics.lastUsage()),
    ...(activity ? ofActivity(instances, activity) : []),
  ]
}

const one = (name: string, help: string, value: number, labels: Readonly<Record<string, string>> = {}): Family => ({
  name,
  help,
  type: 'gauge',
  values: [{ labels, value }],
})

function ofHealth(checks: readonly Check[]): Family {
  const worst = new Map<string, number>()
  for (const { name, state } of checks) worst.set(name, Math.max(toRank(state), worst.get(name) ?? 0))
  const values = [...worst].map(([check, value]) => ({ labels: { check }, value }))
  return { name: 'otm_health', help: 'What otm doctor says: 0 is fine, 1 worth a look, 2 needs attention.', type: 'gauge', values }
}

function ofStates(instances: readonly Instance[]): Family {
  const count = (state: InstanceState): number => instances.filter((instance) => instance.state === state).length
  const values = (Object.keys(legalMoves) as InstanceState[]).map((state) => ({ labels: { state }, value: count(state) }))
  return { name: 'otm_instances', help: 'Instances by their state.', type: 'gauge', values }
}

/** A family with a value for each instance of which there is one. `instance` is what Prometheus calls the place that it asks, so the label is `name`. */
const ofEach = (
  family: Omit<Family, 'values'>,
  instances: readonly Instance[],
  find: (instance: Instance) => number | null | undefined,
): Family => ({
  ...family,
  values: instances.flatMap((instance) => {
    const value = find(instance)
    return value === null || value === undefined ? [] : [{ labels: { name: instance.name }, value }]
  }),
})

function ofUsage(instances: readonly Instance[], usage: ReadonlyMap<InstanceId, Usage>): readonly Family[] {
  const cpu = { name: 'otm_instance_cpu_seconds_total', help: 'Processor time of what runs of the instance.', type: 'counter' } as const
  const memory = { name: 'otm_instance_memory_bytes', help: 'Memory of oTree and its database.', type: 'gauge' } as const
  return [
    ofEach(cpu, instances, ({ id }) => usage.get(id)?.cpuSeconds),
    ofEach(memory, instances, ({ id }) => {
      const mib = usage.get(id)?.memoryMib
      return mib == null ? null : Math.round(mib * 1024 ** 2)
    }),
  ]
}

function ofActivity(instances: readonly Instance[], activities: readonly Activity[]): readonly Family[] {
  const of = new Map(activities.map((activity) => [activity.instanceId, activity]))
  const each = (name: string, help: string, field: 'participants' | 'waitingInRooms' | 'requests' | 'errors'): Family => {
    const type = name.endsWith('_total') ? 'counter' : 'gauge'
    return ofEach({ name, help, type }, instances, ({ siteId }) => of.get(siteId)?.[field])
  }
  return [
    each('otm_participants', 'People who have a page of the experiment open.', 'participants'),
    each('otm_participants_waiting', 'People who wait in a room for a session.', 'waitingInRooms'),
    each('otm_requests_total', 'Requests to the instance, files included.', 'requests'),
    each('otm_request_errors_total', 'Answers 500 and above.', 'errors'),
    ofTimes(activities.reduce((sum, { times = [] }) => addTimes(sum, times), [] as ResponseTimes)),
  ]
}

/** Counted in classes, so there is no sum. Every second bound is enough for quantiles. */
function ofTimes(times: ResponseTimes): Family {
  let count = 0
  const buckets = times.flatMap((more, index) => {
    count += more
    const bound = toUpperBoundMs(index)
    return index % 2 === 0 && bound !== null ? [{ suffix: '_bucket', labels: { le: String(bound / 1000) }, value: count }] : []
  })
  const all = [
    { suffix: '_bucket', labels: { le: '+Inf' }, value: count },
    { suffix: '_count', labels: {}, value: count },
  ]
  const help = 'How long answers of all oTrees took, waiting included; files are not among them.'
  return { name: 'otm_response_seconds', help, type: 'histogram', values: [...buckets, ...all] }
}
