import type { Activity, Gateway } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Operations } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'

export interface SleeperOptions {
  /** How long nobody must have been there; 0: nothing ever falls asleep. */
  readonly idleMs: number
  readonly gateway: Pick<Gateway, 'activity'>
  readonly instances: Pick<Store['instances'], 'list'>
  readonly operations: Pick<Operations, 'current'>
  /** Why an instance must stay awake although nobody asks for anything, one sentence; null: it may sleep. */
  readonly whyAwake: (instance: Instance) => Promise<string | null>
  /** Lets an instance fall asleep; should be an operation, which looks once more. */
  readonly letSleep: (instance: Instance) => Promise<void>
  readonly logger?: Logger
  /** ms, by a clock that only goes forward */
  readonly now?: () => number
}

export interface Sleeper {
  start(): void
  /** Begins nothing new, and resolves when nothing is under way. */
  stop(): Promise<void>
  /** Looks once at all instances. */
  look(): Promise<void>
}

/** Since when nothing has come to an instance. */
interface Quiet {
  /** What counts up with every request; another process begins anew. */
  readonly mark: string
  readonly since: number
}

const longestPauseMs = 60_000

/** Lets instances fall asleep where nobody has been for a while. What it knows begins with the manager, so that nobody is forgotten who came before it. */
export function createSleeper(options: SleeperOptions): Sleeper {
  const { idleMs, gateway, instances, operations, whyAwake, letSleep, logger = silentLogger, now = () => performance.now() } = options
  let quiet = new Map<InstanceId, Quiet>()
  let underWay: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const isTired = async (instance: Instance, since: number): Promise<boolean> =>
    !isStopped && now() - since >= idleMs && operations.current(instance.id) === null && (await whyAwake(instance)) === null

  const look = async (): Promise<void> => {
    const activities = new Map((await gateway.activity()).map((activity) => [activity.instanceId, activity]))
    const awake = (await instances.list()).filter(isAwake)
    quiet = new Map(awake.flatMap((instance) => note(instance, quiet.get(instance.siteId), activities.get(instance.siteId), now())))
    for (const instance of awake) {
      const since = quiet.get(instance.siteId)?.since
      if (since === undefined || !(await isTired(instance, since))) continue
      logger.info({ instance: instance.name }, 'Nobody has been there for a while; it falls asleep.')
      await letSleep(instance).catch((error: unknown) => logger.warn({ err: error, instance: instance.name }, 'It could not fall asleep.'))
    }
  }

  const begin = (): void => {
    underWay ??= look()
      .catch((error: unknown) => logger.warn({ err: error }, 'It could not be seen where nobody is.'))
      .finally(() => {
        underWay = null
      })
  }

  return {
    look,
    start: () => {
      if (idleMs > 0) timer = setInterval(begin, Math.min(longestPauseMs, idleMs / 4)).unref()
    },
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await underWay
    },
  }
}

const isAwake = ({ state, wanted, trashedAt }: Instance): boolean => state === 'ready' && wanted === 'running' && trashedAt === null

/** Of what the gateway does not know of, it is not known that nobody is there. */
function note(instance: Instance, before: Quiet | undefined, activity: Activity | undefined, now: number): [InstanceId, Quiet][] {
  if (!activity) return []
  const mark = `${instance.processId} ${activity.requests} ${activity.lastRequestAt}`
  const isSame = before?.mark === mark && !isVisited(activity)
  return [[instance.siteId, isSame ? before : { mark, since: now }]]
}

const isVisited = ({ participantSockets, adminSockets, participants, waitingInRooms }: Activity): boolean =>
  participantSockets + adminSockets + participants + waitingInRooms > 0
