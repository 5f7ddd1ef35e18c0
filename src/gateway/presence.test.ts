import { describe, expect, it } from 'vitest'
import { countPeople, RecentPages } from './presence.ts'

describe('people with a WebSocket', () => {
  it('are counted once, whatever they have open', () => {
    const one = { place: 'playing', key: '1' } as const
    const unknown = { place: 'playing', key: null } as const
    const people = [one, one, { ...one, key: '2' }, unknown, unknown, { place: 'waiting-in-room', key: '1' } as const, null]
    expect(countPeople(people, 'playing')).toBe(4)
    expect(countPeople(people, 'waiting-in-room')).toBe(1)
  })
})

describe('people who asked for a page', () => {
  it('count for a minute, once', () => {
    const recent = new RecentPages()
    recent.note('/p/a/app/Page/1', 200, 0)
    recent.note('/p/b/app/Page/1', 200, 10_000)
    recent.note('/p/a/app/Page/2', 200, 30_000)
    expect(recent.count(60_000)).toBe(2)
    expect(recent.count(80_000)).toBe(1)
    expect(recent.count(100_000)).toBe(0)
  })

  it('do not count after the last page, nor when there is no such page', () => {
    const recent = new RecentPages()
    recent.note('/p/a/app/Page/1', 200, 0)
    recent.note('/OutOfRangeNotification/a', 200, 1)
    for (const status of [302, 307, 308, 404]) recent.note(`/p/b${status}/app/Page/1`, status, 1)
    recent.note('/room/lab', 200, 1)
    expect(recent.count(1)).toBe(0)
  })

  it('are remembered in bounded memory', () => {
    const recent = new RecentPages()
    for (let index = 0; index < 20_000; index++) recent.note(`/p/${index}/a`, 200, index)
    expect(recent.count(20_000)).toBe(10_000)
  })
})
