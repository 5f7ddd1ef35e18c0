import type { Engine } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import { isManagerError, ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'
import { engineAway } from './engine-away.ts'
import { type Belonging, createEngineByInstance } from './engine-by-instance.ts'
import { listRecorded } from './local/list-recorded.ts'

/** How each engine that this version has is opened. */
export type EngineOpeners = Readonly<Partial<Record<EngineKind, (settings: Settings) => Promise<Engine>>>>

export interface OpenEnginesOptions {
  readonly settings: Settings
  readonly openers: EngineOpeners
  readonly instances: Pick<Store['instances'], 'list' | 'findById'>
  readonly logger: Logger
  readonly retryMs?: number
  /** Tells whoever starts the manager that the engine of new instances is away. */
  readonly warn: (sentence: string) => void
}

export interface OpenEngines {
  /** All of them as one. */
  readonly engine: Engine
  /** Which of them are there at this moment. */
  readonly available: () => readonly EngineKind[]
  /** Resolves when this one is there. */
  readonly whenOpened: (kind: EngineKind) => Promise<void>
}

const usualRetryMs = 10_000

/** Opens the engine of new instances and those that instances belong to. One that cannot be opened now is tried again until it can; only when it is
 * that of new instances, and no waiting will help, the manager does not start.
 * @throws ManagerError `setting_invalid` when this version has no such engine, and what the engine itself throws */
export async function openEngines(options: OpenEnginesOptions): Promise<OpenEngines> {
  const { settings, instances } = options
  const opened: Partial<Record<EngineKind, Engine>> = {}
  const reasons = new Map<EngineKind, string>()
  assertOpener(options)
  const used = (await instances.list({ withTrashed: true })).map(({ engine }) => engine)
  const attempts = [...new Set([settings.engine, ...used])].map((kind) => ({ kind, opened, reasons, ...Promise.withResolvers<void>() }))
  for (const attempt of attempts) await tryToOpen(options, attempt)
  return {
    engine: createEngineByInstance({
      engines: opened,
      standard: settings.engine,
      recorded: (kind) => listRecorded(settings, kind),
      whyAway: (kind) => reasons.get(kind),
      belongingOf: async (id) => instances.findById(id),
      belongings: async () => {
        const all = await instances.list({ withTrashed: true })
        return new Map<InstanceId, Belonging>(all.map((instance) => [instance.id, instance]))
      },
    }),
    available: () => Object.keys(opened) as EngineKind[],
    whenOpened: async (kind) => attempts.find((attempt) => attempt.kind === kind)?.promise,
  }
}

function assertOpener({ settings, openers }: OpenEnginesOptions): void {
  if (openers[settings.engine]) return
  const known = Object.keys(openers).join(' or ')
  throw new ManagerError('setting_invalid', `OTM_ENGINE is "${settings.engine}", which this version cannot do yet. Set it to ${known}.`)
}

interface Attempt {
  readonly kind: EngineKind
  readonly opened: Partial<Record<EngineKind, Engine>>
  readonly reasons: Map<EngineKind, string>
  readonly resolve: () => void
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
    attempt.resolve()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (kind === settings.engine && !reasons.has(kind)) {
      if (!mayComeBack(kind, error)) throw error
      options.warn(engineAway(kind, null, reason).message)
    }
    reasons.set(kind, reason)
    logger.warn({ err: error, engine: kind }, 'An engine cannot be reached; trying again.')
    setTimeout(() => void tryToOpen(options, attempt), retryMs).unref()
  }
}

/** A daemon is somebody else's: it is started again, sooner or later. */
const mayComeBack = (kind: EngineKind, error: unknown): boolean =>
  kind !== 'process' && isManagerError(error) && error.code === 'engine.unavailable'
