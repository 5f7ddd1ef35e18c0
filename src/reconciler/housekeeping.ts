import type { Freed } from '../domain/engine.ts'
import type { ManagerEvent } from '../domain/events.ts'
import type { Operation, OperationId } from '../domain/operation.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'

export interface HousekeepingOptions {
  readonly tidy: () => Promise<Freed>
  /** Forgets what is too old to be kept; done daily, whether or not there is something to tidy. */
  readonly forget?: () => Promise<void>
  readonly events: { subscribe(listener: (event: ManagerEvent) => void): () => void }
  readonly findOperation: (id: OperationId) => Promise<Operation | undefined>
  readonly logger?: Logger
  /** Default: a day. */
  readonly everyMs?: number
  /** After the start; default: ten minutes. */
  readonly firstAfterMs?: number
}

export interface Housekeeping {
  start(): void
  /** Begins nothing new, and resolves when nothing is under way. */
  stop(): Promise<void>
}

const day = 24 * 3600_000

/** Makes room daily, and after an instance was deleted; one time after the other. */
export function createHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { tidy, forget, events, findOperation, logger = silentLogger, everyMs = day, firstAfterMs = 600_000 } = options
  const seen = new Set<OperationId>()
  let underWay: Promise<void> = Promise.resolve()
  let stopped = false
  const ends: (() => void)[] = []

  const queue = (work: () => Promise<void>): void => {
    underWay = underWay.then(async () => {
      if (stopped) return
      try {
        await work()
      } catch (error) {
        logger.error({ err: error }, 'What nobody needs could not be removed; trying again tomorrow.')
      }
    })
  }
  const run = (): void => queue(async () => report(logger, await tidy()))
  const runAll = (): void => {
    run()
    if (forget) queue(forget)
  }
  const look = async (id: OperationId): Promise<void> => {
    const operation = await findOperation(id)
    if (operation?.kind !== 'delete-instance' || operation.state !== 'done' || seen.has(id)) return
    seen.add(id)
    run()
  }
  return {
    start: () => {
      const first = setTimeout(runAll, firstAfterMs).unref()
      const daily = setInterval(runAll, everyMs).unref()
      const unsubscribe = events.subscribe((event) => {
        if (event.topic === 'operation') void look(event.id).catch(() => undefined) // the store is being closed
      })
      ends.push(
        () => clearTimeout(first),
        () => clearInterval(daily),
        unsubscribe,
      )
    },
    stop: async () => {
      stopped = true
      for (const end of ends) end()
      await underWay
    },
  }
}

function report(logger: Logger, { environments, freedBytes }: Freed): void {
  if (freedBytes === 0) return
  logger.info({ environments, freedMib: Math.round(freedBytes / 1024 ** 2) }, 'Removed installed packages that nobody needs any more.')
}
