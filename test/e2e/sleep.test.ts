import { afterAll, beforeAll, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { Participant } from '../support/participant.ts'
import { readProcesses, toCommand } from '../support/read-processes.ts'

let laboratory: Laboratory
let ids: readonly string[]

/** Instances that fall asleep after a minute; one has a session in its room. */
beforeAll(async () => {
  laboratory = await openLaboratory({ env: { OTM_IDLE_SLEEP_MINUTES: '1' } })
  for (const name of ['otree1', 'otree2', 'inuse']) {
    await laboratory.createInstance(name)
    await laboratory.manager.otmJson('deploy', name, resourcePath('test', 'apps', 'rooms'))
  }
  ids = await Promise.all(['otree1', 'otree2'].map(async (name) => (await show(name)).id))
  await (await laboratory.otreeApi('inuse')).createSession('effort', 2, 'laboratory')
})
afterAll(() => laboratory?.close())

const show = (name: string) => laboratory.manager.otmJson<{ id: string; state: string }>('instances', 'show', name)
const state = async (name: string): Promise<string> => (await show(name)).state
const isAsleep = (name: string) =>
  waitUntil(`${name} sleeps`, async () => (await state(name)) === 'asleep', { timeoutMs: 180_000, intervalMs: 1_000 })
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

it('an instance where nobody is falls asleep, one with a session in its room does not, and nothing of it runs', async () => {
  expect(await programs()).not.toEqual([])
  await isAsleep('otree1')
  await isAsleep('otree2')
  expect(await programs()).toEqual([])
  expect(await state('inuse')).toBe('ready')
})

it('whoever opens it wakes it, and it is as it was', async () => {
  expect(await visit('otree1')).toMatchObject({ status: 200, body: expect.stringContaining('password') })
  expect(await state('otree1')).toBe('ready')
  const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 1)
  const player = new Participant(laboratory.origin('otree1'))
  await player.join(joinPath)
  player.close()
  const tasks = await laboratory.manager.client.listOperations({ query: { instance: 'otree1' } })
  expect(tasks.items.slice(0, 2)).toMatchObject([
    { kind: 'start-instance', by: 'server', state: 'done' },
    { kind: 'sleep-instance', by: 'server', state: 'done' },
  ])
})

it('who came while the manager was away is not forgotten', async () => {
  await laboratory.manager.kill()
  const visiting = visit('otree2')
  await laboratory.restart()
  expect(await visiting).toMatchObject({ status: 200, body: expect.stringContaining('password') })
  expect(await state('otree2')).toBe('ready')
})
