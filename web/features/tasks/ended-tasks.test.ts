import { beforeEach, describe, expect, it } from 'vitest'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { EndedTasks } from './ended-tasks.ts'

const tasks = new Map<string, OperationAnswer>()
const set = (id: string, state: OperationAnswer['state'], by = 'berta'): void =>
  void tasks.set(id, { id, state, by, kind: 'stop-instance', instance: 'otree1' } as OperationAnswer)
const changed = (id: string) => ({ topic: 'operation', id, instance: 'otree1' }) as const

let told: string[]
let noted: string[]
let untold: string[]
let asked: number
let watched: boolean
let ended: EndedTasks
beforeEach(() => {
  tasks.clear()
  told = []
  noted = []
  untold = []
  asked = 0
  watched = false
  ended = new EndedTasks({
    fetchTask: async (id) => {
      asked++
      const task = tasks.get(id)
      if (!task) throw new Error('gone')
      return task
    },
    concerns: ({ by }) => by === 'berta',
    showWatched: () => watched,
    onEnded: ({ id, state }) => void told.push(`${id} ${state}`),
    onManyEnded: ({ length }) => void told.push(`${length} ended`),
    fetchUntold: async () => untold.flatMap((id) => tasks.get(id) ?? []),
    onTold: (ended) => void noted.push(...ended.map(({ id }) => id)),
  })
})

/** It is heard of while it is under way, then ends. */
async function runTo(id: string, state: OperationAnswer['state']): Promise<void> {
  set(id, 'running')
  await ended.hear(changed(id))
  set(id, state)
  await ended.hear(changed(id))
}

describe('a task', () => {
  it.each(['done', 'failed', 'cancelled'] as const)('that ends as %s is told once', async (state) => {
    await runTo('o1', state)
    await ended.hear(changed('o1'))
    expect(told).toEqual([`o1 ${state}`])
  })

  it('is not told while it goes on', async () => {
    set('o1', 'running')
    await ended.hear(changed('o1'))
    expect(told).toEqual([])
  })

  it('is told once when several events come at the same moment', async () => {
    set('o1', 'done')
    await Promise.all([ended.hear(changed('o1')), ended.hear(changed('o1')), ended.hear(changed('o1'))])
    expect(told).toEqual(['o1 done'])
  })

  it('that ends while it is being asked for is asked for once more', async () => {
    set('o1', 'running')
    const first = ended.hear(changed('o1'))
    set('o1', 'done')
    await Promise.all([first, ended.hear(changed('o1'))])
    expect(told).toEqual(['o1 done'])
  })

  it('of somebody else is asked for once, and not told', async () => {
    set('o2', 'running', 'clara')
    await ended.hear(changed('o2'))
    set('o2', 'done', 'clara')
    await ended.hear(changed('o2'))
    expect([told, asked]).toEqual([[], 1])
  })

  it('that is watched is not told, nor later', async () => {
    watched = true
    await runTo('o1', 'done')
    watched = false
    await ended.hear(changed('o1'))
    expect(told).toEqual([])
  })

  it('that cannot be asked for does no harm', async () => {
    await ended.hear(changed('o9'))
    set('o9', 'done')
    await ended.hear(changed('o9'))
    expect(told).toEqual(['o9 done'])
  })
})

describe('after a lost connection', () => {
  const follow = async (...ids: string[]): Promise<void> => {
    for (const id of ids) set(id, 'running')
    for (const id of ids) await ended.hear(changed(id))
  }

  it('what ended meanwhile is told', async () => {
    await follow('o1', 'o2')
    set('o1', 'failed')
    await ended.hear({ topic: 'everything' })
    expect(told).toEqual(['o1 failed'])
  })

  it('many are told as one', async () => {
    await follow('o1', 'o2', 'o3', 'o4')
    for (const id of ['o1', 'o2', 'o3', 'o4']) set(id, 'done')
    await ended.hear({ topic: 'everything' })
    expect(told).toEqual(['4 ended'])
  })

  it('nothing is told of what was never heard of', async () => {
    set('o1', 'done')
    await ended.hear({ topic: 'everything' })
    expect(told).toEqual([])
  })
})

describe('a visit', () => {
  it('begins with what ended since the last one, told once and noted', async () => {
    set('o1', 'done')
    set('o2', 'failed')
    untold = ['o1', 'o2']
    await ended.hear({ topic: 'everything' })
    await ended.hear({ topic: 'everything' })
    expect([told, noted]).toEqual([
      ['o1 done', 'o2 failed'],
      ['o1', 'o2'],
    ])
  })

  it('tells of many in one message', async () => {
    untold = ['o1', 'o2', 'o3', 'o4']
    for (const id of untold) set(id, 'done')
    await ended.hear({ topic: 'everything' })
    expect([told, noted]).toEqual([['4 ended'], untold])
  })

  it('does not tell twice what it followed to its end', async () => {
    await runTo('o1', 'done')
    untold = ['o1']
    await ended.hear({ topic: 'everything' })
    expect([told, noted]).toEqual([['o1 done'], ['o1']])
  })

  it('goes on when it cannot be asked', async () => {
    const broken = new EndedTasks({
      fetchTask: async () => Promise.reject(new Error('away')),
      concerns: () => true,
      showWatched: () => false,
      onEnded: () => undefined,
      onManyEnded: () => undefined,
      fetchUntold: () => Promise.reject(new Error('away')),
      onTold: () => undefined,
    })
    await expect(broken.hear({ topic: 'everything' })).resolves.toBeUndefined()
  })
})
