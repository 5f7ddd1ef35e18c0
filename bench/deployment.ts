import { spawn } from 'node:child_process'
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { resourcePath } from '../src/lib/resources.ts'
import { plainEnv } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { freePort } from '../test/support/free-port.ts'
import type { GitClient } from '../test/support/git-client.ts'
import { request } from '../test/support/http-client.ts'
import { type Laboratory, openLaboratory } from '../test/support/laboratory.ts'
import { Participant } from '../test/support/participant.ts'
import type { BenchResult } from './table.ts'

const rounds = 5
const app = resourcePath('test', 'apps', 'rooms')

/** New code without new requirements, from `git push` until the first 200 of it, against a start of `otree prodserver` by hand in the same
 * installed environment, both alone and while ten people play; and the longest answer that one of them waits for meanwhile. */
export async function bench(): Promise<BenchResult> {
  const laboratory = await openLaboratory()
  try {
    await laboratory.createInstance('otree1')
    const client = await laboratory.clone('otree1', app)
    await client.git('push', 'otree1', 'main')
    const alone = await measure(laboratory, client, 'alone')
    const quiet = await longestAnswer(laboratory, async () => undefined)
    let busy = alone
    const answer = await longestAnswer(laboratory, async () => {
      busy = await measure(laboratory, client, 'busy')
    })
    return {
      title: 'New code on a running instance',
      rows: [
        toRow('git push until its first 200', 'otree prodserver by hand', alone),
        toRow('the same while ten people play', 'by hand, while they play', busy),
        {
          what: `longest answer to one of the ten meanwhile: ${seconds(answer)}`,
          against: `longest answer otherwise: ${seconds(quiet)}`,
          ratio: answer / quiet,
          goal: '≤ 0.3 s more',
        },
      ],
    }
  } finally {
    await laboratory.close()
  }
}

interface Times {
  readonly push: number
  readonly start: number
}

/** Medians, in ms, taken in turns. */
async function measure(laboratory: Laboratory, client: GitClient, title: string): Promise<Times> {
  const pushes: number[] = []
  const starts: number[] = []
  for (let round = 0; round < rounds; round++) {
    pushes.push(await timeOfPush(laboratory, client, `${title} ${round}`))
    starts.push(await timeOfStart(laboratory))
  }
  return { push: median(pushes), start: median(starts) }
}

const toRow = (what: string, against: string, { push, start }: Times): BenchResult['rows'][number] => ({
  what: `${what}: ${seconds(push)}`,
  against: `${against}: ${seconds(start)}`,
  ratio: push / start,
  goal: `≤ 1 s more (${seconds(push - start)})`,
})

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function timeOfPush(laboratory: Laboratory, client: GitClient, version: string): Promise<number> {
  await client.commit('_static/version.txt', version, version)
  const began = performance.now()
  const pushed = client.git('push', 'otree1', 'main')
  const address = `${laboratory.origin('otree1')}/static/version.txt`
  await waitUntil('the new code answers', async () => (await request(address)).body === version, {
    timeoutMs: 60_000,
    intervalMs: 10,
  })
  const ms = performance.now() - began
  await pushed
  return ms
}

/** Ten people play, one after the other finishing and beginning anew, while `work` is done. @returns ms @throws Error when a request failed */
async function longestAnswer(laboratory: Laboratory, work: () => Promise<void>): Promise<number> {
  const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 10)
  const participants = Array.from({ length: 10 }, () => new Participant(laboratory.origin('otree1')))
  const playing = Promise.all(participants.map((participant) => participant.play(joinPath, { thinkMs: 1_500 })))
  await work()
  await playing
  for (const participant of participants) participant.close()
  return Math.max(...participants.flatMap(({ pages }) => pages.map(({ ms }) => ms)))
}

/** As an experienced person does it: byte-compiled packages, SQLite, no manager. */
async function timeOfStart({ dataDir, scratch }: Laboratory): Promise<number> {
  const [environment = ''] = (await readdir(join(dataDir, 'environments'))).filter((name) => /^[0-9a-f]{32}$/.test(name))
  const bin = join(dataDir, 'environments', environment, 'bin')
  const project = join(scratch, 'by-hand')
  await cp(app, project, { recursive: true })
  const port = await freePort()
  const env = { ...plainEnv(), PATH: `${bin}:${plainEnv().PATH}`, OTREE_PRODUCTION: '1', OTREE_ADMIN_PASSWORD: 'geheim' }
  const began = performance.now()
  const child = spawn(join(bin, 'otree'), ['prodserver', `127.0.0.1:${port}`], { cwd: project, env, detached: true, stdio: 'ignore' })
  try {
    const isUp = (): Promise<boolean> =>
      request(`http://127.0.0.1:${port}/login`).then(
        ({ status }) => status === 200,
        () => false,
      )
    await waitUntil('oTree answers', isUp, { timeoutMs: 30_000, intervalMs: 10 })
    return performance.now() - began
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }
}
