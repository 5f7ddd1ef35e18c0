import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { createInstance } from './create-instance.ts'
import { deleteInstance } from './delete-instance.ts'
import { deployInstance } from './deploy-instance.ts'
import { moveInstance } from './move-instance.ts'
import { resetDatabase } from './reset-database.ts'
import { restartInstance } from './restart-instance.ts'
import { restoreInstance } from './restore-instance.ts'
import { startInstance } from './start-instance.ts'
import { stopInstance } from './stop-instance.ts'

/** Everything long that somebody may ask for. */
export const allActions = (deps: Deps): readonly OperationDefinition<never>[] => [
  createInstance(deps),
  deployInstance(deps),
  startInstance(deps),
  stopInstance(deps),
  restartInstance(deps),
  deleteInstance(deps),
  restoreInstance(deps),
  resetDatabase(deps),
  moveInstance(deps),
]
