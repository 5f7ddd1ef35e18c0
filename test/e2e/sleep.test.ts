import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { Participant } from '../support/participant.ts'
import { readProcesses, toCommand } from '../support/read-processes.ts'

// Instances fall asleep after a minute; each test goes on where the one before ended.

const project = resourcePath('test', 'apps', 'rooms')
const sleepers = ['visited', 'called', 'settings', 'code', 'reset', 'renamed', 'copied', 'stopped', 'trashed'] as const
let laboratory: Laboratory
let session: { readonly code: string; readonly joinPath: string }
let ids: readonly string[]

/** One has a session in its room; the others are copies of it without that. */
beforeAll(async () => {
  laboratory = await openLaboratory({ env: { OTM_IDLE_SLEEP_MINUTES: '1' } })
  await laboratory.createInstance('inuse')
  await laboratory.manager.otmJson('deploy', 'inuse', project)
  session = await (await laboratory.otreeApi('inuse')).createSession('effort', 2)
  for (const name of sleepers) {
    await request(`${laboratory.origin('inuse')}/login`) // or it falls asleep itself meanwhile
    await laboratory.manager.otmJson('instances', 'copy', 'inuse', name, '--with-data')
  }
  await (await laboratory.otreeApi('inuse')).createSession('effort', 2, 'laboratory')
  ids = await Promise.all(sleepers.map(async (name) => (await show(name)).id))
}, 600_000)
afterAll(() => laboratory?.close())

interface Shown {
  readonly id: string
  readonly state: string
}
const otm = async (...words: string[]): Promise<void> => {
  const { exitCode, stderr } = await laboratory.manager.otm(...words)
  expect({ words, exitCode, stderr }).toMatchObject({ exitCode: 0 })
}
const show = async (name: string): Promise<Shown> => laboratory.manager.client.showInstance({ params: { name } })
const state = async (name: string): Promise<string> => (await show(name)).state
const isAsleep = (name: string) =>
  waitUntil(`${name} sleeps`, async () => (await state(name)) === 'asleep', { timeoutMs: 180_000, intervalMs: 500 })
const programs = async (): Promise<readonly string[]> =>
  (await readProcesses('cmdline')).map(toCommand).filter((command) => ids.some((id) => command.includes(`/instances/${id}/`)))

/** As a browser does: it loads a page again that says so. */
async function visit(name: string): Promise<Answer> {
  for (const end = Date.now() + 60_000; ; ) {
    const answer = await request(`${laboratory.origin(name)}/login`, { headers: { accept: 'text/html' } })
    if (answer.status !== 503 || Date.now() > end) return answer
    expect(answer.body).toContain('The study is starting')
  }
}
const isSignIn = { status: 200, body: expect.stringContaining('password') }

it('instances where nobody is fall asleep, one with a session in its room does not, and nothing of them runs', async () => {
  expect(await programs()).not.toEqual([])
  for (const name of sleepers) await isAsleep(name)
  // who comes is told so as soon as oTree has stopped; the database stops after it
  await expect.poll(programs, { timeout: 30_000 }).toEqual([])
  expect(await state('inuse')).toBe('ready')
}, 300_000)

it('whoever opens one wakes it, and it is as it was', async () => {
  expect(await visit('visited')).toMatchObject(isSignIn)
  expect(await state('visited')).toBe('ready')
  const player = new Participant(laboratory.origin('visited'))
  await player.join(session.joinPath)
  player.close()
  const newest = async () => (await laboratory.manager.client.listOperations({ query: { instance: 'visited' } })).items.slice(0, 2)
  // it serves a moment before its task has ended
  await expect.poll(newest).toMatchObject([
    { kind: 'start-instance', by: 'server', state: 'done' },
    { kind: 'sleep-instance', by: 'server', state: 'done' },
  ])
})

describe('what is done to one that sleeps is done as if it were awake:', () => {
  it.each([
    ['settings', ['instances', 'env', 'settings', 'set', 'FOO=bar']],
    ['code', ['deploy', 'code', project]],
    ['reset', ['instances', 'reset-database', 'reset', '--yes']],
  ] as const)('%s, and it serves', async (name, words) => {
    expect(await state(name)).toBe('asleep')
    await otm(...words)
    expect(await state(name)).toBe('ready')
    expect(await visit(name)).toMatchObject(isSignIn)
  })

  it('another name, which wakes it no sooner than somebody opens it', async () => {
    await otm('instances', 'rename', 'renamed', 'other')
    expect(await state('other')).toBe('asleep')
    expect(await visit('other')).toMatchObject(isSignIn)
  })

  it('a copy with its data, which serves', async () => {
    await otm('instances', 'copy', 'copied', 'young', '--with-data')
    expect(await state('copied')).toBe('asleep')
    expect(await (await laboratory.otreeApi('young')).participants(session.code)).toHaveLength(2)
  })

  it('a stop, after which nobody wakes it', async () => {
    await otm('instances', 'stop', 'stopped')
    expect(await request(`${laboratory.origin('stopped')}/login`)).toMatchObject({ status: 503, body: expect.stringContaining('not open') })
    expect(await state('stopped')).toBe('stopped')
  })

  it('the trash, from which it comes back', async () => {
    await otm('instances', 'delete', 'trashed', '--yes')
    await otm('instances', 'restore', 'trashed')
    expect(await visit('trashed')).toMatchObject(isSignIn)
  })
})

it('who came while the manager was away is not forgotten', async () => {
  expect(await state('called')).toBe('asleep')
  await laboratory.manager.kill()
  const visiting = visit('called')
  await laboratory.restart()
  expect(await visiting).toMatchObject(isSignIn)
  expect(await state('called')).toBe('ready')
})
