import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { bringIntoEffect, leaveAsItWas } from './bring-into-effect.ts'
import type { ChangeInput } from './change-input.ts'

/** Changes variables, auth level or production mode; visitors notice nothing. */
export const changeSettings = (deps: Deps): OperationDefinition<ChangeInput> => ({
  kind: 'change-settings',
  deadlineMs: 180_000,
  run: (context, input) => bringIntoEffect(deps, context, input),
  undo: (context, input) => leaveAsItWas(deps, context, input),
})
