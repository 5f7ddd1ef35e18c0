import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandResult, runCommand, runToEnd } from '../../src/lib/run-command.ts'

/** A person's computer: a home with an SSH key, and a clone of their project. Real git, real ssh. */
export interface GitClient {
  readonly directory: string
  /** What one pastes into the page. */
  readonly publicKey: string
  readonly privateKeyFile: string
  git(...args: readonly string[]): Promise<CommandResult>
  /** Writes a file and commits it. @returns the commit */
  commit(file: string, content: string, message: string): Promise<string>
  read(file: string): Promise<string>
}

/** @param source  a directory whose content becomes the first commit */
export async function makeGitClient(home: string, source: string): Promise<GitClient> {
  const directory = join(home, 'project')
  const privateKeyFile = join(home, 'id_ed25519')
  await mkdir(home, { recursive: true })
  await runCommand('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'berta@laptop', '-f', privateKeyFile])
  await cp(source, directory, { recursive: true })
  const env = clientEnv(home, privateKeyFile)
  const git = (...args: readonly string[]): Promise<CommandResult> => runToEnd('git', args, { cwd: directory, env, timeoutMs: 300_000 })
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'First version')
  return {
    directory,
    privateKeyFile,
    publicKey: await readFile(`${privateKeyFile}.pub`, 'utf8'),
    git,
    async commit(file, content, message) {
      await writeFile(join(directory, file), content)
      await git('add', '--all')
      await git('commit', '--quiet', '--message', message)
      return (await git('rev-parse', 'HEAD')).stdout.trim()
    },
    read: (file) => readFile(join(directory, file), 'utf8'),
  }
}

function clientEnv(home: string, privateKeyFile: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Berta',
    GIT_AUTHOR_EMAIL: 'berta@example.edu',
    GIT_COMMITTER_NAME: 'Berta',
    GIT_COMMITTER_EMAIL: 'berta@example.edu',
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSH_COMMAND: `ssh -F /dev/null -i ${privateKeyFile} -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=${join(home, 'known_hosts')} -o BatchMode=yes`,
  }
}
