import { readdir, readFile } from 'node:fs/promises'

/** Command lines of all processes that were started for a data directory: gateways, sandboxes, databases. */
export async function findProcesses(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))) // it ended meanwhile
  return lines.map((line) => line.replaceAll('\0', ' ').trim()).filter((line) => line.includes(dataDir))
}
