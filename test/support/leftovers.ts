import { readProcesses, toCommand } from './read-processes.ts'

/** Command lines of all processes that were started for a data directory: gateways, sandboxes, databases. */
export async function findProcesses(dataDir: string): Promise<string[]> {
  return (await readProcesses('cmdline', 'environ'))
    .filter(({ cmdline, environ }) => cmdline.includes(dataDir) || environ.includes(`OTM_GATEWAY_CONFIG=${dataDir}`))
    .map(toCommand)
    .filter((command) => !isMeasuring.test(command))
}

/** The manager measures the disk now and then, and may just do so. */
const isMeasuring = /^du -s /
