import { readPssKib } from '../src/engines/local/statistics.ts'
import { waitUntil } from '../src/lib/wait-until.ts'

export const pssMib = async (pid: number): Promise<number> => (await readPssKib(pid)) / 1024

/** After garbage was collected and compilers have settled: the least of the readings of a few seconds. */
export async function steadyMib(pids: readonly number[], read: (pid: number) => Promise<number> = pssMib): Promise<number> {
  const readings: number[] = []
  await waitUntil(
    'enough readings of the memory',
    async () => {
      readings.push((await Promise.all(pids.map(read))).reduce((sum, mib) => sum + mib, 0))
      return readings.length >= 10
    },
    { intervalMs: 1000, timeoutMs: 60_000 },
  )
  return Math.min(...readings)
}
