import { setTimeout as sleep } from 'node:timers/promises'
import { readProcesses } from './read-processes.ts'

const pauseMs = 50

/** Looks at the arguments of all processes of the machine again and again while `work` is done. */
export async function watchingCommandLines<T>(work: () => Promise<T>): Promise<{ commandLines: readonly string[]; result: T }> {
  const seen = new Set<string>()
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      for (const { cmdline } of await readProcesses('cmdline')) seen.add(cmdline)
      await sleep(pauseMs)
    }
  })()
  const result = await work().finally(() => (isOver = true))
  await looking
  return { commandLines: [...seen], result }
}
