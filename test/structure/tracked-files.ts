import { readFile } from 'node:fs/promises'
import { resourcePath } from '../../src/lib/resources.ts'
import { runCommand } from '../../src/lib/run-command.ts'

export interface TextFile {
  /** From the root of the project. */
  readonly path: string
  readonly text: string
}

/** Everything that git keeps or would keep, except what is ignored; a file deleted but not yet committed is left out. */
export async function listTrackedFiles(): Promise<readonly string[]> {
  const list = (...options: string[]): Promise<string> =>
    runCommand('git', ['-c', `safe.directory=${resourcePath().replace(/\/$/, '')}`, 'ls-files', '-z', ...options], { cwd: resourcePath() })
  const deleted = new Set((await list('--deleted')).split('\0'))
  const files = (await list('--cached', '--others', '--exclude-standard')).split('\0')
  return [...new Set(files)].filter((file) => file !== '' && !deleted.has(file))
}

/** The text files among them whose path matches. */
export async function readTrackedFiles(matches: (path: string) => boolean): Promise<readonly TextFile[]> {
  const paths = (await listTrackedFiles()).filter(
    (path) => matches(path) && !/\.(png|jpe?g|webp|gif|ico|woff2?|zip|otreezip|gz)$/.test(path),
  )
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(resourcePath(path), 'utf8') })))
}
