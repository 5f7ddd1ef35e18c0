import type { Engine, RunSpec } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'

/** A process that loads libraries while its project is still being looked at. */
export interface EarlyStart {
  /** Lets it boot. Resolves when it answers. */
  boot(): Promise<void>
  /** It shall not boot after all; one that answers already is not touched. Resolves when nothing of it is left. */
  drop(): Promise<void>
}

/** Takes the time in which Python loads oTree's libraries, most of a start, out of the way of a deployment. What goes wrong is told by `boot`. */
export function startEarly(engine: Pick<Engine, 'start'>, run: RunSpec, signal: AbortSignal): EarlyStart {
  const { promise: mayBoot, resolve, reject } = Promise.withResolvers<void>()
  const started = engine.start({ ...run, mayBoot }, signal)
  const settled = started.then(
    () => undefined,
    () => undefined,
  )
  return {
    boot: async () => {
      resolve()
      await started
    },
    drop: () => {
      reject(new ManagerError('cancelled', 'The new version was not started, because it was not found in order.'))
      return settled
    },
  }
}
