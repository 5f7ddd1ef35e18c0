import { expect, it } from 'vitest'
import type { ManagerEvent } from '../domain/events.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { findChanged, watchPlaying } from './watch-playing.ts'

const counts = (entries: Readonly<Record<string, number>>) => new Map(Object.entries(entries) as [InstanceId, number][])

it('finds where the number is another one', () => {
  expect([...findChanged(counts({ a: 1, b: 2, c: 3 }), counts({ a: 1, b: 0, d: 4, e: 0 }))].sort()).toEqual(['b', 'c', 'd'])
})

it('tells of each change once, and goes on after a failure', async () => {
  const told: ManagerEvent[] = []
  const seen = [counts({ a: 2 }), counts({ a: 2 }), null, counts({ a: 0 })]
  let looks = 0
  const stop = watchPlaying({
    presence: {
      counts: async () => {
        if (++looks === 2) throw new Error('away')
        return seen[Math.min(looks - 1, seen.length - 1)] ?? null
      },
    },
    instances: { list: async () => [{ siteId: 'a', name: 'otree1', owner: 'berta' } as unknown as Instance] },
    events: { publish: (event) => void told.push(event) },
    everyMs: 5,
  })
  await waitUntil('it has looked ten times', () => looks > 10)
  stop()
  expect(told).toEqual([
    { topic: 'playing', name: 'otree1', owner: 'berta' },
    { topic: 'playing', name: 'otree1', owner: 'berta' },
  ])
})
