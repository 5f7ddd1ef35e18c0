import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'

let api: TestApi
const tokens: Record<string, string> = {}
beforeAll(async () => {
  api = await openTestApi()
  for (const username of ['berta', 'carl', 'anna']) tokens[username] = await api.person(username)
  const { id } = await api.instance('otree1', 'berta')
  await api.open.store.helpers.set({ instanceId: id, username: 'carl' as never, role: 'co-experimenter', mayPay: true })
  await api.open.store.helpers.set({ instanceId: id, username: 'anna' as never, role: 'assistant', mayPay: false })
})
afterAll(() => api.close())

const ask = (who: string, method: 'GET' | 'PATCH', body?: object, path = '/otree1') =>
  api.app.inject({
    method,
    url: `/api/v1/instances${path}`,
    headers: { authorization: `Bearer ${tokens[who]}` },
    ...(body === undefined ? {} : { payload: body }),
  })
const show = async (who = 'berta') => (await ask(who, 'GET')).json()

describe('labels', () => {
  it('are set by experimenters, and seen in lists by all who see the instance', async () => {
    const answer = await ask('carl', 'PATCH', { labels: [' Pilot', '<b>2027</b>'] })
    expect(answer.json()).toMatchObject({ labels: ['Pilot', '<b>2027</b>'], notice: 'Its labels are "Pilot", "<b>2027</b>".' })
    for (const who of ['berta', 'carl', 'anna']) {
      expect((await ask(who, 'GET', undefined, '')).json().items[0].labels).toEqual(['Pilot', '<b>2027</b>'])
    }
    const { items } = await api.open.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({ action: 'instance.update', who: 'carl', detail: 'labels ["Pilot","<b>2027</b>"]' })
  })

  it('are told to open windows', async () => {
    const told: unknown[] = []
    const end = api.deps.events.subscribe((event) => told.push(event))
    await ask('berta', 'PATCH', { labels: ['other'] })
    end()
    expect(told).toEqual([{ topic: 'instance', name: 'otree1', owner: 'berta' }])
  })

  it.each([
    [['a', 'A'], 'The labels "a" and "A" are the same'],
    [['x'.repeat(31)], 'has 31 characters'],
    [Array.from({ length: 11 }, (_, index) => `l${index}`), 'these are 11'],
    [['a\u0000b'], 'cannot be seen'],
    [[7], 'This should be a text.'],
  ])('%j are refused, and all stay as they are', async (labels, sentence) => {
    const answer = await ask('berta', 'PATCH', { labels, notes: 'not kept' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain(sentence)
    expect(await show()).toMatchObject({ labels: ['other'], notes: '' })
  })
})

describe('notes', () => {
  it('are kept as they are written, for experimenters only', async () => {
    const notes = 'Grant 12\n<script>alert(1)</script>\n{{ 7*7 }} \u202eabc'
    expect((await ask('berta', 'PATCH', { notes: `${notes}\r\n` })).json()).toMatchObject({ notes, notice: 'The notes are kept.' })
    expect(await show('carl')).toMatchObject({ notes })
    expect(await show('anna')).toMatchObject({ notes: null })
    expect((await ask('berta', 'GET', undefined, '')).body).not.toContain('Grant')
    const { items } = await api.open.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({ detail: 'notes' })
  })

  it('of 10,001 characters are refused with a sentence, and the ones before stay', async () => {
    const { notes } = await show()
    const answer = await ask('berta', 'PATCH', { notes: 'n'.repeat(10_001), labels: [] })
    expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining('10,001 characters, and may have 10,000')])
    expect((await ask('berta', 'PATCH', { notes: 'n'.repeat(100_001) })).statusCode).toBe(400)
    expect(await show()).toMatchObject({ notes, labels: ['other'] })
  })

  it('that somebody else changed meanwhile are not overwritten', async () => {
    const { notes: notesBefore } = await show()
    const both = await Promise.all(['berta', 'carl'].map((who) => ask(who, 'PATCH', { notes: `by ${who}`, notesBefore })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [winner] = both.filter(({ statusCode }) => statusCode === 200)
    expect((await show()).notes).toBe(winner?.json().notes)
    expect(both.find(({ statusCode }) => statusCode === 409)?.json().detail).toContain('Somebody else changed the notes')
  })

  it('are not to be written by an assistant', async () => {
    expect((await ask('anna', 'PATCH', { notes: 'mine' })).statusCode).toBe(403)
  })
})
