import { type ErrorCode, isManagerError } from '../domain/error.ts'
import { type Instance, type InstanceState, legalMoves } from '../domain/instance.ts'
import type { Logger } from '../lib/logger.ts'
import { setState } from './apply-mend.ts'
import { attemptsUntilFailed, failureSentence, isDue, isSteady, type Trouble } from './backoff.ts'
import type { Mend } from './decide.ts'
import type { ReconcilerOptions } from './reconciler-options.ts'

type StartMend = Extract<Mend, { readonly kind: 'start' | 'create' }>

export interface Starter {
  /** Leaves out starts that are not due yet, and lets the instance say so. */
  withPatience(instance: Instance, mends: readonly Mend[]): Promise<readonly Mend[]>
  start(instance: Instance, mend: StartMend): Promise<void>
}

type StarterOptions = ReconcilerOptions & { readonly logger: Logger; readonly now: () => number }

/** A row that is younger may still be on its way into the journal. */
const createAfterMs = 30_000

/** Starts what should run, with longer and longer pauses for what does not stay up. */
export function createStarter({ deps, startInstance, finishCreation, logger, now }: StarterOptions): Starter {
  const troubles = new Map<string, Trouble>()

  const record = (instance: Instance, reason: string | null): Trouble => {
    const trouble = { attempts: (troubles.get(keyOf(instance))?.attempts ?? 0) + 1, lastAttemptAt: now(), reason }
    troubles.set(keyOf(instance), trouble)
    return trouble
  }

  /** What is down and waits for its next attempt must not look as if it were up. */
  const admitDown = async (instance: Instance, trouble: Trouble): Promise<void> => {
    const next = whileDown(instance, trouble)
    if (next && isChange(instance, next)) await setState(deps, instance, next)
  }

  return {
    withPatience: async (instance, mends) => {
      if (mends.some(({ kind }) => kind === 'create') && now() - Date.parse(instance.createdAt) < createAfterMs) return []
      const trouble = troubles.get(keyOf(instance))
      const isDown = mends.some(isStart)
      if (trouble && !isDown && isSteady(trouble, now())) troubles.delete(keyOf(instance))
      if (!trouble || !isDown || isDue(trouble, now())) return mends
      await admitDown(instance, trouble)
      return mends.filter((mend) => !isStart(mend))
    },

    start: async (instance, { kind }) => {
      try {
        await (kind === 'create' ? finishCreation(instance) : startInstance(instance))
        record(instance, null)
      } catch (error) {
        if (isPassing(error)) return
        const trouble = record(instance, error instanceof Error ? error.message : String(error))
        logger.warn({ err: error, instance: instance.name, attempts: trouble.attempts }, 'An instance could not be started.')
        const current = await deps.store.instances.findById(instance.id)
        if (current && trouble.attempts >= attemptsUntilFailed) await admitDown(current, trouble)
      }
    },
  }
}

/** Somebody else is at it, or the manager ends: no fault of the instance. */
export const isPassing = (error: unknown): boolean => isManagerError(error) && passing.has(error.code)

const passing: ReadonlySet<ErrorCode> = new Set(['busy', 'cancelled', 'unreachable'])

/** A new version of the code is judged anew. */
const keyOf = ({ id, deploymentId }: Instance): string => `${id} ${deploymentId}`

const isStart = ({ kind }: Mend): boolean => kind === 'start' || kind === 'create'

type Down = Pick<Instance, 'state' | 'processId' | 'failure'>

function whileDown({ name, state, deploymentId }: Instance, trouble: Trouble): Down | null {
  if (trouble.attempts >= attemptsUntilFailed) return { state: 'failed', processId: null, failure: failureSentence(name, trouble) }
  return deploymentId === null || state === 'failed' ? null : { state: 'starting', processId: null, failure: null }
}

function isChange(instance: Instance, next: Down): boolean {
  const moves: readonly InstanceState[] = legalMoves[instance.state]
  if (instance.state !== next.state) return moves.includes(next.state)
  return instance.processId !== next.processId || instance.failure !== next.failure
}
