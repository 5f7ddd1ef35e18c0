import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'

/** How a manager is started in which an operation can be held. */
export const holdable = { nodeArgs: ['--import', resourcePath('test', 'support', 'hold-at-step.mjs')] }

export interface Hold {
  /** Resolves with the operation's id when it has come there. */
  reached(): Promise<string>
  letGo(): Promise<void>
}

/** Holds the next operation that comes to a moment; the manager itself goes on.
 * @param moment  KIND:INDEX of a step that has just ended, counted from 0; KIND:(begin); KIND:(commit), when the point of no return was just passed */
export async function holdAt(dataDir: string, moment: string): Promise<Hold> {
  const [wanted, held] = ['hold-at', 'held'].map((name) => join(dataDir, '..', name)) as [string, string]
  await writeFile(wanted, moment)
  return {
    reached: () =>
      waitUntil(`an operation comes to ${moment}`, () => readFile(held, 'utf8').catch(() => ''), { timeoutMs: 60_000, intervalMs: 5 }),
    letGo: async () => {
      const nobodyCame = await rm(wanted).then(
        () => true,
        () => false,
      )
      if (nobodyCame) return
      await waitUntil('it is held', () => existsSync(held), { intervalMs: 5 })
      await rm(held)
    },
  }
}
