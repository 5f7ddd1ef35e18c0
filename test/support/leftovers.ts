import { readdir, readFile } from 'node:fs/promises'

/** Command lines of all processes that were started for a data directory: gateways, sandboxes, databases. */
export async function findProcesses(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => ({ command: await read(pid, 'cmdline'), environment: await read(pid, 'environ') })),
  )
  return found
    .filter(({ command, environment }) => command.includes(dataDir) || environment.includes(`OTM_GATEWAY_CONFIG=${dataDir}`))
    .map(({ command }) => command)
}

const read = (pid: string, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').then(
    (text) => text.replaceAll('\0', ' ').trim(),
    () => '', // it ended meanwhile, or is somebody else's
  )
