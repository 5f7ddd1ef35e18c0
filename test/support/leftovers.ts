import { readProcesses, toCommand } from './read-processes.ts'

/** How long what was ended may need until it is gone: the one that waits for a sandbox ends a moment after it. Shorter than the reconciler needs to clear
 * something away. For `expect.poll`. */
export const soon = { timeout: 2_000, interval: 20 }

/** Command lines of all processes that were started for a data directory: gateways, sandboxes, databases. */
export async function findProcesses(dataDir: string): Promise<string[]> {
  return (await readProcesses('cmdline', 'environ'))
    .filter(({ cmdline, environ }) => cmdline.includes(dataDir) || environ.includes(`OTM_GATEWAY_CONFIG=${dataDir}`))
    .map(toCommand)
    .filter((command) => !isMeasuring.test(command))
}

/** Of one instance: oTree, its database, and what looks into its code. */
export const findProcessesOf = async (dataDir: string, instanceId: string): Promise<string[]> =>
  (await findProcesses(dataDir)).filter((line) => line.includes(instanceId) && /serve\.py|postgres -D|inspect_project/.test(line))

/** The manager measures the disk now and then, and may just do so. */
export const isMeasuring = /^(nice -n 10 )?du /
