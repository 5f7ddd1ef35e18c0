import { runCommand } from '../../lib/run-command.ts'

const timeoutMs = 600_000

/** Removes a directory and all in it; what is not there needs no removing. By `rm`, which goes from folder to folder and so also removes what a project
 * nested deeper than a path can be long; and half a million files cost the manager neither memory nor threads. */
export async function removeTree(path: string): Promise<void> {
  await runCommand('rm', ['-rf', '--', path], { timeoutMs })
}
