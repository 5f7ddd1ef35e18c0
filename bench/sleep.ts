import { readFile } from 'node:fs/promises'
import { readAllProcesses, withDescendants } from '../src/engines/local/proc.ts'
import { resourcePath } from '../src/lib/resources.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { request } from '../test/support/http-client.ts'
import { type Laboratory, openLaboratory } from '../test/support/laboratory.ts'
import { pssMib } from './steady-memory.ts'
import type { BenchResult } from './table.ts'

const rounds = 3
const name = 'otree1'

/** What an instance that sleeps costs whoever comes first, and what it saves, against one that somebody stopped and starts by hand. */
export async function bench(): Promise<BenchResult> {
  const laboratory = await openLaboratory({ env: { OTM_IDLE_SLEEP_MINUTES: '1' } })
  try {
    await laboratory.createInstance(name)
    await laboratory.manager.otmJson('deploy', name, resourcePath('test', 'apps', 'rooms'))
    const awakeMib = await memoryMib(laboratory)
    const started = await best(() => startByHand(laboratory))
    await becomes(laboratory, 'asleep')
    const asleepMib = await memoryMib(laboratory)
    const woken = await best(() => wake(laboratory))
    return {
      title: 'Sleep and wake',
      rows: [
        {
          what: `the first page of an instance that sleeps: ${woken.toFixed(2)} s`,
          against: `of one that was stopped, started by the API: ${started.toFixed(2)} s`,
          ratio: woken / started,
          goal: '≤ 1.1',
        },
        {
          what: `memory (PSS) of all that runs for it, asleep: ${asleepMib.toFixed(0)} MiB`,
          against: `awake: ${awakeMib.toFixed(0)} MiB`,
          ratio: asleepMib / awakeMib,
          goal: '0',
        },
      ],
    }
  } finally {
    await laboratory.close()
  }
}

async function best(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await measure())
  return Math.min(...times)
}

const show = async ({ manager }: Laboratory) => (await manager.client.showInstance({ params: { name } })) as { id: string; state: string }

const becomes = (laboratory: Laboratory, state: string): Promise<unknown> =>
  waitUntil(`it is ${state}`, async () => (await show(laboratory)).state === state, { timeoutMs: 180_000, intervalMs: 100 })

async function firstPage(laboratory: Laboratory): Promise<void> {
  const { status } = await request(`${laboratory.origin(name)}/login`)
  if (status !== 200) throw new Error(`The first page was answered with ${status}.`)
}

async function wake(laboratory: Laboratory): Promise<number> {
  await becomes(laboratory, 'asleep')
  const begun = performance.now()
  await firstPage(laboratory)
  return (performance.now() - begun) / 1000
}

async function startByHand(laboratory: Laboratory): Promise<number> {
  const { client } = laboratory.manager
  await client.stopInstance({ params: { name }, body: {} })
  await becomes(laboratory, 'stopped')
  await waitUntil('nothing is done to it', async () => (await client.showInstance({ params: { name } })).operation === null)
  const begun = performance.now()
  await client.startInstance({ params: { name } })
  await becomes(laboratory, 'ready')
  await firstPage(laboratory)
  return (performance.now() - begun) / 1000
}

/** All that its sandboxes hold: they, and nothing else, have its directory on their command line. */
async function memoryMib(laboratory: Laboratory): Promise<number> {
  const { id } = await show(laboratory)
  const all = await readAllProcesses()
  const lines = await Promise.all(all.map(async ({ pid }) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  const roots = all.filter((_, index) => lines[index]?.includes(`/instances/${id}/`)).map(({ pid }) => pid)
  const mib = await Promise.all(withDescendants(roots, all).map(({ pid }) => pssMib(pid)))
  return mib.reduce((sum, each) => sum + each, 0)
}
