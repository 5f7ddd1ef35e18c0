import { setTimeout as sleep } from 'node:timers/promises'
import type { Artifact } from '../src/domain/deployment.ts'
import type { Endpoint, InstanceSpec } from '../src/domain/engine.ts'
import { ask, browse, createSession, probeEnvironment } from '../src/engines/testing/ask.ts'
import { beginAttack, prepareAttacker } from '../src/engines/testing/attacker.ts'
import { newId } from '../src/lib/ids.ts'
import { type BenchPlace, newInstance, openPlaces } from './places.ts'
import type { BenchResult, BenchRow } from './table.ts'

const perSecond = 20
const seconds = Number(process.env['OTM_BENCH_SECONDS'] ?? 20)
/** Functions of `src/engines/testing/attacks.py`. */
const attacks = ['fork', 'compute', 'memory', 'flood_log', 'write_for_ever', 'handles_for_ever'] as const
const { signal } = new AbortController()

/** A participant's page at twenty requests a second, each on a connection of its own, while the neighbour does its worst, against the same page of the same
 * process before; with both engines. */
export async function bench(): Promise<BenchResult> {
  const { places, close } = await openPlaces()
  try {
    const rows: BenchRow[] = []
    for (const place of places) rows.push(...(await measurePlace(place)))
    return { title: 'A neighbour under attack', rows }
  } finally {
    await close()
  }
}

async function measurePlace(place: BenchPlace): Promise<readonly BenchRow[]> {
  const { engine, title } = place
  const [hostile, other] = [newInstance({ diskMib: 20_480 }), newInstance()]
  for (const each of [hostile, other]) await engine.create(each, signal)
  const artifact = await prepareAttacker(engine, hostile)
  const page = await startNeighbour(place, other)
  const rows: BenchRow[] = []
  for (const name of attacks) {
    process.stderr.write(`    ${title}, ${name}\n`)
    const alone = await measure(page)
    const attacked = await whileAttacked(place, { hostile, artifact, name }, () => measure(page))
    rows.push({
      what: `${title}, ${name}: ${show(attacked)}`,
      against: `alone: ${show(alone)}`,
      ratio: attacked.median / alone.median,
      goal: '≤ 1.5',
    })
  }
  return rows
}

interface Page {
  readonly endpoint: Endpoint
  readonly path: string
}

async function startNeighbour({ engine }: BenchPlace, instance: InstanceSpec): Promise<Page> {
  const artifact = await prepareAttacker(engine, instance)
  const { endpoint, processId } = await engine.start(
    { instance, processId: newId('p', 8), artifact, environment: probeEnvironment },
    signal,
  )
  await engine.activate(instance.id, processId)
  const { join } = await createSession(endpoint, 2)
  const { path } = await browse(endpoint, join)
  return { endpoint, path }
}

interface Attacker {
  readonly hostile: InstanceSpec
  readonly artifact: Artifact
  readonly name: string
}

/** The database and what was written are emptied afterwards. */
async function whileAttacked<T>({ engine }: BenchPlace, { hostile, artifact, name }: Attacker, work: () => Promise<T>): Promise<T> {
  const { processId } = await beginAttack(engine, { instance: hostile, artifact, name })
  try {
    return await work()
  } finally {
    await engine.stop(hostile.id, processId)
    for (const { id, state } of await engine.listWritten(hostile.id)) if (state === 'kept') await engine.removeWritten(hostile.id, id)
    await engine.startDatabase(hostile, signal)
    await engine.resetDatabase(hostile, signal)
  }
}

interface Times {
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly lost: number
}

const show = ({ median, p95, p99, lost }: Times): string =>
  `${median.toFixed(1)} ms (95 %: ${p95.toFixed(1)}, 99 %: ${p99.toFixed(1)}${lost === 0 ? '' : `, ${lost} lost`})`

/** Requests begin when it is their time, whatever became of those before. */
async function measure({ endpoint, path }: Page): Promise<Times> {
  const outcomes: Promise<number | null>[] = []
  const begun = performance.now()
  for (let number = 0; number < perSecond * seconds; number++) {
    await sleep(Math.max(0, begun + (number * 1000) / perSecond - performance.now()))
    outcomes.push(timeOf(endpoint, path))
  }
  const times = await Promise.all(outcomes)
  const sorted = times.filter((time) => time !== null).sort((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), lost: times.length - sorted.length }
}

async function timeOf(endpoint: Endpoint, path: string): Promise<number | null> {
  const begun = performance.now()
  const isGood = await ask(endpoint, path).then(
    ({ status }) => status === 200,
    () => false,
  )
  return isGood ? performance.now() - begun : null
}
