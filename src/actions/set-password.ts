import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { bringIntoEffect, leaveAsItWas } from './bring-into-effect.ts'
import type { ChangeInput } from './change-input.ts'

/** Gives oTree's admin pages another password. Nothing is reset: oTree compares with its environment, so a restart is enough. Since oTree signs with it, too,
 * all sign-ins end and personal links change. */
export const setPassword = (deps: Deps): OperationDefinition<ChangeInput> => ({
  kind: 'set-password',
  deadlineMs: 180_000,
  run: (context, input) => bringIntoEffect(deps, context, input),
  undo: (context, input) => leaveAsItWas(deps, context, input),
})
