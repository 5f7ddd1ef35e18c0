import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { plainEnv, runCommand } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'

/** For tests: a real oTree, installed from the package index, serving a small project of its own. */
export interface OtreeProcess {
  readonly endpoint: { readonly host: string; readonly port: number }
  readonly stop: () => Promise<void>
}

export const otreeSecrets = { secretKey: 'a constant from git', adminPassword: 'long-and-random', restKey: 'rest-key' }

/** The directory of an environment with this oTree, kept for later runs; or a sentence why there is none. */
export async function makeEnvironment(
  otreeVersion: string,
  pythonVersion: string,
): Promise<{ readonly directory: string } | { readonly reason: string }> {
  const directory = join(tmpdir(), 'otm-test-environments', `otree-${otreeVersion}-python-${pythonVersion}`)
  const python = findPython(pythonVersion)
  if (!python) return { reason: `Python ${pythonVersion} is not installed` }
  try {
    await mkdir(dirname(directory), { recursive: true })
    await alone(`${directory}.lock`, () => fillEnvironment(directory, { python, otreeVersion }))
    return { directory }
  } catch (error) {
    return { reason: `oTree ${otreeVersion} could not be installed: ${String(error).slice(0, 300)}` }
  }
}

async function fillEnvironment(directory: string, { python, otreeVersion }: { readonly python: string; readonly otreeVersion: string }) {
  const isComplete = join(directory, 'complete') // an environment works only at the path where it was made
  if (existsSync(isComplete)) return
  const env = { ...plainEnv(), ...indexSettings(), HOME: tmpdir() }
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  await runCommand(python, ['-m', 'venv', directory], { env, timeoutMs: 60_000 })
  const packages = [`otree==${otreeVersion}`, 'psycopg2-binary']
  await runCommand(join(directory, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages], { env, timeoutMs: 150_000 })
  await writeFile(isComplete, '')
}

/** Other test files, and other runs of them, make the same environment at the same time. The system gives the lock back also when a run is killed. */
async function alone(lockFile: string, work: () => Promise<void>): Promise<void> {
  const holder = spawn('flock', [lockFile, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
  await once(holder, 'spawn')
  try {
    await once(holder.stdout, 'data')
    await work()
  } finally {
    holder.stdin.end()
  }
}

/** A project with a room, a wait page for two and three rounds. */
export async function writeProject(directory: string): Promise<void> {
  for (const folder of ['duo', '_static']) await mkdir(join(directory, folder), { recursive: true })
  await writeFile(join(directory, 'settings.py'), settings)
  await writeFile(join(directory, 'duo', '__init__.py'), app)
  for (const page of ['Answer', 'Results']) await writeFile(join(directory, 'duo', `${page}.html`), template)
}

/** Starts `otree prodserver` and waits until it answers. */
export async function startOtree({ environment, project, port, databaseUrl }: OtreeStart): Promise<OtreeProcess> {
  const child = spawn(join(environment, 'bin', 'otree'), ['prodserver', `127.0.0.1:${port}`], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...{ PATH: `${join(environment, 'bin')}${delimiter}${process.env.PATH ?? ''}`, HOME: project, LANG: 'C.UTF-8' },
      ...{ OTREE_PRODUCTION: '1', OTREE_AUTH_LEVEL: 'STUDY', FORWARDED_ALLOW_IPS: '*' },
      ...{ OTREE_ADMIN_PASSWORD: otreeSecrets.adminPassword, OTREE_REST_KEY: otreeSecrets.restKey, SECRET_KEY: otreeSecrets.secretKey },
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
  })
  let complaints = ''
  child.on('error', (error) => (complaints = String(error)))
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk).slice(-2_000)))
  await waitUntil(`oTree answers at ${port}`, () => isUp(port, child, () => complaints), { timeoutMs: 60_000, intervalMs: 50 })
  return { endpoint: { host: '127.0.0.1', port }, stop: () => endGroup(child) }
}

export interface OtreeStart {
  readonly environment: string
  readonly project: string
  readonly port: number
  /** Without it: SQLite. */
  readonly databaseUrl?: string
}

async function isUp(port: number, child: ChildProcess, complaints: () => string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`oTree ended: ${complaints()}`)
  return fetch(`http://127.0.0.1:${port}/login`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** oTree's child for page timeouts outlives it otherwise. */
async function endGroup(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve))
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  await ended
}

function findPython(version: string): string | undefined {
  const inPath = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, `python${version}`))
  const ofPyenv = globSync(join(homedir(), '.pyenv', 'versions', `${version}.*`, 'bin', 'python'))
  return [...ofPyenv, ...inPath].find(existsSync)
}

/** Where packages come from, as this machine is configured. */
const indexSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(PIP_|HTTPS?_PROXY|NO_PROXY|SSL_CERT)/i.test(name) && value ? [[name, value]] : [],
    ),
  )

const settings = `from os import environ
SESSION_CONFIGS = [dict(name='duo', app_sequence=['duo'], num_demo_participants=2)]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.0, participation_fee=0.0, doc='')
ROOMS = [dict(name='lab', display_name='Laboratory')]
LANGUAGE_CODE = 'en'
REAL_WORLD_CURRENCY_CODE = 'EUR'
ADMIN_USERNAME = 'admin'
ADMIN_PASSWORD = environ.get('OTREE_ADMIN_PASSWORD')
SECRET_KEY = environ.get('SECRET_KEY')
`

const app = `from otree.api import *
doc = ''
class C(BaseConstants):
    NAME_IN_URL = 'duo'
    PLAYERS_PER_GROUP = 2
    NUM_ROUNDS = 3
class Subsession(BaseSubsession):
    pass
class Group(BaseGroup):
    pass
class Player(BasePlayer):
    answer = models.IntegerField(min=0, max=100, initial=5)
class Answer(Page):
    form_model = 'player'
    form_fields = ['answer']
class Meet(WaitPage):
    pass
class Results(Page):
    pass
page_sequence = [Answer, Meet, Results]
`

const template = `{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}
`
