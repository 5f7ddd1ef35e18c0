import { spawn } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../src/lib/ids.ts'
import { resourcePath } from '../src/lib/resources.ts'
import { plainEnv, runCommand } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { freePort } from '../test/support/free-port.ts'

interface ByHand {
  /** Scratch space. */
  readonly directory: string
  readonly uv: string
  /** The interpreter's path. */
  readonly python: string
  /** uv's cache. */
  readonly cache: string
  readonly requirements: readonly string[]
  /** oTree's; without DATABASE_URL it uses SQLite. */
  readonly env: Readonly<Record<string, string>>
}

/** As an experienced person does it: `uv pip install`, then `otree prodserver`. @returns seconds until its first 200 */
export async function installByHand({ directory, uv, python, cache, requirements, env }: ByHand): Promise<number> {
  const project = await copyApp(directory)
  const [venv, port] = [join(project, '.venv'), await freePort()]
  const uvEnv = { ...plainEnv(), HOME: directory, UV_CACHE_DIR: cache, UV_NO_CONFIG: '1', UV_SYSTEM_CERTS: '1' }
  const begun = performance.now()
  await runCommand(uv, ['venv', '--quiet', '--python', python, venv], { env: uvEnv })
  await runCommand(uv, ['pip', 'install', '--quiet', '--python', join(venv, 'bin', 'python'), ...requirements], { env: uvEnv })
  const child = spawn(join(venv, 'bin', 'otree'), ['prodserver', `127.0.0.1:${port}`], {
    cwd: project,
    env: { ...env, PATH: `${venv}/bin:/usr/bin:/bin` },
    stdio: 'ignore',
    detached: true,
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await waitUntil('the first 200', () => answers(port), { timeoutMs: 60_000, intervalMs: 10 })
  const seconds = (performance.now() - begun) / 1000
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  await ended
  await rm(project, { recursive: true })
  return seconds
}

/** The project that is measured with, in a directory of its own. */
export async function copyApp(directory: string): Promise<string> {
  const project = join(directory, newId('project-', 8))
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  return project
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/login`).then(
    ({ status }) => status === 200,
    () => false,
  )
