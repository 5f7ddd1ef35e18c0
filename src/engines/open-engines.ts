import type { Engine } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'
import { type Belonging, createEngineByInstance } from './engine-by-instance.ts'

/** How each engine that this version has is opened. */
export type EngineOpeners = Readonly<Partial<Record<EngineKind, (settings: Settings) => Promise<Engine>>>>

export interface OpenEnginesOptions {
  readonly settings: Settings
  readonly openers: EngineOpeners
  readonly instances: Pick<Store['instances'], 'list' | 'findById'>
  readonly logger: Logger
  readonly retryMs?: number
}

export interface OpenEngines {
  /** All of them as one. */
  readonly engine: Engine
  /** Which of them are there at this moment. */
  readonly available: () => readonly EngineKind[]
}

const usualRetryMs = 10_000

/** Opens the engine of new instances, without which the manager does not start, and those that instances belong to; of these, one that cannot be
 * opened now is tried again until it can.
 * @throws ManagerError `setting_invalid` when this version has no such engine, and what the engine itself throws */
export async function openEngines(options: OpenEnginesOptions): Promise<OpenEngines> {
  const { settings, instances } = options
  const opened: Partial<Record<EngineKind, Engine>> = {}
  const reasons = new Map<EngineKind, string>()
  opened[settings.engine] = await assertOpener(options)(settings)
  const kinds = new Set((await instances.list({ withTrashed: true })).map(({ engine }) => engine))
  kinds.delete(settings.engine)
  await Promise.all([...kinds].map((kind) => tryToOpen(options, { kind, opened, reasons })))
  return {
    engine: createEngineByInstance({
      engines: opened,
      standard: settings.engine,
      whyAway: (kind) => reasons.get(kind),
      belongingOf: async (id) => instances.findById(id),
      belongings: async () => {
        const all = await instances.list({ withTrashed: true })
        return new Map<InstanceId, Belonging>(all.map((instance) => [instance.id, instance]))
      },
    }),
    available: () => Object.keys(opened) as EngineKind[],
  }
}

function assertOpener({ settings, openers }: OpenEnginesOptions): (settings: Settings) => Promise<Engine> {
  const open = openers[settings.engine]
  if (open) return open
  const known = Object.keys(openers).join(' or ')
  throw new ManagerError('setting_invalid', `OTM_ENGINE is "${settings.engine}", which this version cannot do yet. Set it to ${known}.`)
}

interface Attempt {
  readonly kind: EngineKind
  readonly opened: Partial<Record<EngineKind, Engine>>
  readonly reasons: Map<EngineKind, string>
}

/** Once now, and later again for as long as it does not work. */
async function tryToOpen(options: OpenEnginesOptions, attempt: Attempt): Promise<void> {
  const { openers, settings, logger, retryMs = usualRetryMs } = options
  const { kind, opened, reasons } = attempt
  const open = openers[kind]
  if (!open) {
    reasons.set(kind, 'This version of oTree Manager does not have it.')
    return
  }
  try {
    opened[kind] = await open(settings)
  } catch (error) {
    reasons.set(kind, error instanceof Error ? error.message : String(error))
    logger.warn({ err: error, engine: kind }, 'An engine that instances belong to cannot be reached; trying again.')
    setTimeout(() => void tryToOpen(options, attempt), retryMs).unref()
  }
}
