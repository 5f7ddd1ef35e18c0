import { type CommandResult, plainEnv, runToEnd } from '../../../lib/run-command.ts'

/** Runs programs where the daemon's bridges are. */
export interface Machine {
  /** @throws Error when it cannot be started, e.g. ENOENT */
  run(file: string, args: readonly string[], input?: string): Promise<CommandResult>
}

/** People's PATH often lacks the directories of `ip` and `iptables`. */
const env = { ...plainEnv(), PATH: `${plainEnv()['PATH']}:/usr/sbin:/sbin` }

export const thisMachine: Machine = {
  run: (file, args, input = '') => runToEnd(file, args, { env, input, timeoutMs: 20_000 }),
}
