import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const pauseMs = 50

/** Looks at the arguments of all processes of the machine again and again while `work` is done. */
export async function watchingCommandLines<T>(work: () => Promise<T>): Promise<{ commandLines: readonly string[]; result: T }> {
  const seen = new Set<string>()
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      for (const line of await commandLines()) seen.add(line)
      await sleep(pauseMs)
    }
  })()
  const result = await work().finally(() => (isOver = true))
  await looking
  return { commandLines: [...seen], result }
}

async function commandLines(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  // a process may end between the two
  return await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
}
