import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testSettings } from '../src/engines/local/environments/testing.ts'
import { readPssKib } from '../src/engines/local/statistics.ts'
import { getTool } from '../src/engines/local/tools.ts'
import { findPython } from '../src/engines/process/pythons.ts'
import { detectSandbox } from '../src/engines/process/sandbox.ts'
import { runCommand } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { request } from '../test/support/http-client.ts'
import { type Laboratory, openLaboratory } from '../test/support/laboratory.ts'
import { copyApp, installByHand } from './install-by-hand.ts'
import type { BenchResult, BenchRow } from './table.ts'

const requirements = ['otree==6.0.15', 'psycopg2-binary']
const mib = 1024 ** 2
const uploadMib = 200
const roomForFormats = 50

interface Bench {
  readonly laboratory: Laboratory
  readonly token: string
  readonly byHand: (cache: string) => Promise<number>
}

/** Brings the first code to an instance. */
type Way = (it: Bench, name: string) => Promise<unknown>

const ways: Readonly<Record<string, Way>> = { 'git push over SSH': pushOverSsh, upload, 'git push over HTTPS': pushOverHttps }

/** A first deployment by each way in, until oTree's first 200 through the gateway, against `uv pip install` and `otree prodserver` by hand; and the
 * manager's memory while a large archive is uploaded. */
export async function bench(): Promise<BenchResult> {
  const laboratory = await openLaboratory({ env: { OTM_MAX_PUSH_MIB: String(uploadMib + roomForFormats) } })
  try {
    const it = await setUp(laboratory)
    const rows: BenchRow[] = []
    for (const [what, way] of Object.entries(ways)) rows.push(...(await compare(it, what, way)))
    rows.push(await memoryWhileUploading(it))
    return { title: 'Every way in: the first deployment', rows }
  } finally {
    await laboratory.close()
  }
}

async function setUp(laboratory: Laboratory): Promise<Bench> {
  const { token } = await laboratory.manager.otmJson<{ token: string }>(
    'token',
    'create',
    '--name',
    'bench',
    '--user',
    'berta',
    '--scope',
    'all',
  )
  const settings = testSettings(laboratory.dataDir)
  const python = await findPython('3.12', { settings, sandboxKind: await detectSandbox() })
  if (!python) throw new Error('The bench needs Python 3.12.')
  const uv = join(await getTool('uv', settings), 'uv')
  const hand = { directory: laboratory.scratch, uv, python: python.executable, requirements, env: { OTREE_PRODUCTION: '1' } }
  return { laboratory, token, byHand: (cache) => installByHand({ ...hand, cache }) }
}

let instances = 0

/** Caches cold, then warm: packages are in uv's cache, nothing is installed. */
async function compare(it: Bench, what: string, way: Way): Promise<BenchRow[]> {
  const { scratch, dataDir } = it.laboratory
  const cache = join(scratch, 'hand-cache')
  const rows: BenchRow[] = []
  for (const state of ['cold', 'warm']) {
    await rm(join(dataDir, 'environments'), { recursive: true, force: true })
    if (state === 'cold') for (const each of [cache, join(dataDir, 'package-caches')]) await rm(each, { recursive: true, force: true })
    const [byHand, byManager] = [await it.byHand(cache), await firstDeployment(it, way)]
    rows.push({
      what: `${what}, caches ${state}: ${byManager.toFixed(2)} s`,
      against: `uv pip install and otree prodserver by hand: ${byHand.toFixed(2)} s`,
      ratio: byManager / byHand,
      goal: '≤ 1.2',
    })
  }
  return rows
}

/** @returns seconds */
async function firstDeployment(it: Bench, way: Way): Promise<number> {
  const name = `bench${++instances}`
  await it.laboratory.createInstance(name)
  const deploy = await prepare(it, name, way)
  const begun = performance.now()
  const deployed = deploy()
  await waitUntil('the first 200', async () => (await request(`${it.laboratory.origin(name)}/login`)).status === 200, {
    timeoutMs: 120_000,
    intervalMs: 10,
  })
  const seconds = (performance.now() - begun) / 1000
  await deployed
  await it.laboratory.manager.otm('instances', 'stop', name)
  return seconds
}

/** What a person has done before: a clone, or a packed file. */
async function prepare(it: Bench, name: string, way: Way): Promise<() => Promise<unknown>> {
  const project = await copyApp(it.laboratory.scratch)
  if (way !== upload) await it.laboratory.clone(name, project)
  await runCommand('tar', ['-czf', join(it.laboratory.scratch, `${name}.otreezip`), '-C', project, '.'])
  return () => way(it, name)
}

async function pushOverSsh({ laboratory }: Bench, name: string): Promise<void> {
  await runGit(laboratory, name, `ssh://git@localhost:${laboratory.manager.sshPort}/${name}`)
}

async function pushOverHttps({ laboratory, token }: Bench, name: string): Promise<void> {
  await runGit(laboratory, name, `http://berta:${token}@localhost:${laboratory.manager.httpPort}/git/${name}`)
}

async function runGit({ scratch }: Laboratory, name: string, url: string): Promise<void> {
  const home = join(scratch, `home-${name}`)
  const ssh = `ssh -F /dev/null -i ${join(home, 'id_ed25519')} -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=${join(home, 'known_hosts')} -o BatchMode=yes`
  await runCommand('git', ['push', '--quiet', url, 'main'], {
    cwd: join(home, 'project'),
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_SSH_COMMAND: ssh },
    timeoutMs: 300_000,
  })
}

async function upload({ laboratory, token }: Bench, name: string): Promise<void> {
  const answer = await fetch(`${laboratory.manager.url}/api/v1/instances/${name}/deployments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: await openAsBlob(join(laboratory.scratch, `${name}.otreezip`)),
  })
  if (answer.status !== 202) throw new Error(`The upload was answered by ${answer.status}: ${await answer.text()}`)
}

/** The manager's largest memory (proportional set size) while 200 MB travel, against that before. */
async function memoryWhileUploading(it: Bench): Promise<BenchRow> {
  const { laboratory } = it
  const name = `bench${++instances}`
  await laboratory.createInstance(name)
  const project = await copyApp(laboratory.scratch)
  await writeFile(join(project, '_static', 'film.bin'), randomBytes(uploadMib * mib - mib))
  await runCommand('tar', ['-cf', join(laboratory.scratch, `${name}.otreezip`), '-C', project, '.'])
  const before = await pssMib(laboratory.manager.pid)
  let peak = before
  let isDone = false
  const uploading = upload(it, name).finally(() => {
    isDone = true
  })
  await waitUntil(
    'the upload is over',
    async () => {
      peak = Math.max(peak, await pssMib(laboratory.manager.pid))
      return isDone
    },
    { timeoutMs: 300_000, intervalMs: 50 },
  )
  await uploading
  return {
    what: `manager's memory while ${uploadMib} MB are uploaded: ${peak.toFixed(0)} MiB`,
    against: `before: ${before.toFixed(0)} MiB`,
    ratio: peak / before,
    goal: 'flat',
  }
}

const pssMib = async (pid: number): Promise<number> => (await readPssKib(pid)) / 1024
