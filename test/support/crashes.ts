import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resourcePath } from '../../src/lib/resources.ts'

/** How a manager is started that can be made to crash. */
export const crashable = { nodeArgs: ['--import', resourcePath('test', 'support', 'crash-at-step.mjs')] }

/** Lets the running manager, or its gateway, die by SIGKILL at a moment of an operation.
 * @param moment  KIND:INDEX of a step, counted from 0; KIND:(commit) and the like; gateway:hold and the like, when the gateway has answered that */
export const arm = (dataDir: string, moment: string, victim: 'manager' | 'gateway' = 'manager'): Promise<void> =>
  writeFile(join(dataDir, '..', 'crash-at'), `${victim} ${moment}`)
