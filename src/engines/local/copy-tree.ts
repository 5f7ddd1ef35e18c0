import { runCommand } from '../../lib/run-command.ts'

const timeoutMs = 600_000

/** Copies a directory; links stay links, and blocks are shared where the file system can. */
export async function copyTree(from: string, to: string): Promise<void> {
  await runCommand('cp', ['-a', ...(process.platform === 'linux' ? ['--reflink=auto'] : []), '--', from, to], { timeoutMs })
}

/** Gives a directory and all in it to a user and the group of the same number; null leaves it as it is. Links are not followed. */
export async function giveTree(directory: string, uid: number | null): Promise<void> {
  if (uid !== null) await runCommand('chown', ['-hR', `${uid}:${uid}`, '--', directory], { timeoutMs })
}
