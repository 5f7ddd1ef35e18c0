import { readdir, readFile, readlink } from 'node:fs/promises'
import { endProcess } from '../local/end-process.ts'
import { readBootId, readProcess } from '../local/proc.ts'

/** Without bubblewrap, a program that made itself a session of its own outlives the one that started it. Ends whatever works in this
 * directory or was told of it in its environment. */
export async function endStragglers(directory: string): Promise<void> {
  const bootId = await readBootId()
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  for (const pid of pids) {
    if (pid === process.pid || !(await belongsTo(pid, directory))) continue
    const startTicks = (await readProcess(pid))?.startTicks ?? null
    await endProcess({ pid, startTicks, bootId }, 0)
  }
}

async function belongsTo(pid: number, directory: string): Promise<boolean> {
  const [cwd, environment] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
  ])
  return cwd === directory || cwd.startsWith(`${directory}/`) || environment.split('\0').includes(`PWD=${directory}`)
}
