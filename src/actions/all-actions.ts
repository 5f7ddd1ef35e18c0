import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { changeSettings } from './change-settings.ts'
import { copyInstance } from './copy-instance.ts'
import { createInstance } from './create-instance.ts'
import { deleteInstance } from './delete-instance.ts'
import { deployInstance } from './deploy-instance.ts'
import { moveInstance } from './move-instance.ts'
import { purgeInstance } from './purge-instance.ts'
import { renameInstance } from './rename-instance.ts'
import { resetDatabase } from './reset-database.ts'
import { restartInstance } from './restart-instance.ts'
import { restoreInstance } from './restore-instance.ts'
import { scaleInstance } from './scale-instance.ts'
import { setPassword } from './set-password.ts'
import { sleepInstance } from './sleep-instance.ts'
import { startInstance } from './start-instance.ts'
import { stopInstance } from './stop-instance.ts'

/** Everything long that somebody may ask for. */
export const allActions = (deps: Deps): readonly OperationDefinition<never>[] => [
  createInstance(deps),
  deployInstance(deps),
  startInstance(deps),
  stopInstance(deps),
  sleepInstance(deps),
  restartInstance(deps),
  deleteInstance(deps),
  restoreInstance(deps),
  resetDatabase(deps),
  moveInstance(deps),
  renameInstance(deps),
  copyInstance(deps),
  purgeInstance(deps),
  setPassword(deps),
  changeSettings(deps),
  scaleInstance(deps),
]
