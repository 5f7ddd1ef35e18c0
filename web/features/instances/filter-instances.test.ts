import { describe, expect, it } from 'vitest'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { filterInstances, pageSize, toInstanceSearch, toPage } from './filter-instances.ts'

const one = (name: string, owner: string, state: string): InstanceSummary => ({ id: name, name, owner, state }) as InstanceSummary
const all = [
  one('pilot10', 'berta', 'ready'),
  one('pilot2', 'anna', 'failed'),
  one('course', 'berta', 'ready-for-deployment'),
  one('old', 'anna', 'trashed'),
]
const names = (search: Parameters<typeof filterInstances>[1]): string[] => filterInstances(all, search).map(({ name }) => name)

describe('filterInstances', () => {
  it('sorts by name as people count, and leaves the trash out', () => {
    expect(names({})).toEqual(['course', 'pilot2', 'pilot10'])
  })

  it('shows the trash when it is asked for', () => {
    expect(names({ state: 'trashed' })).toEqual(['old'])
  })

  it('finds by parts of name and owner, all words together', () => {
    expect(names({ q: 'PILOT bert' })).toEqual(['pilot10'])
  })

  it('filters by owner and by state', () => {
    expect(names({ owner: 'berta' })).toEqual(['course', 'pilot10'])
    expect(names({ state: 'failed' })).toEqual(['pilot2'])
  })

  it('tells what is shared from what is one’s own', () => {
    const both = [
      { ...one('own', 'berta', 'ready'), relation: 'owner' },
      { ...one('other', 'anna', 'ready'), relation: 'assistant' },
    ] as const
    const found = (of: 'mine' | 'shared') => filterInstances(both, { of }).map(({ name }) => name)
    expect([found('mine'), found('shared')]).toEqual([['own'], ['other']])
  })

  it('puts what needs attention first when sorted by state', () => {
    expect(names({ sort: 'state' })).toEqual(['pilot2', 'course', 'pilot10'])
  })

  it('sorts by owner, then by name', () => {
    expect(names({ sort: 'owner' })).toEqual(['pilot2', 'course', 'pilot10'])
  })
})

describe('toPage', () => {
  const many = Array.from({ length: 1000 }, (_, index) => index)

  it('cuts a thousand into pages', () => {
    const { items, pages } = toPage(many, 2)
    expect(items[0]).toBe(pageSize)
    expect(pages).toBe(42)
  })

  it.each([
    [99, 42],
    [-1, 1],
  ])('takes page %i as page %i', (asked, given) => {
    expect(toPage(many, asked).page).toBe(given)
  })

  it('has one page of nothing', () => {
    expect(toPage([])).toEqual({ items: [], page: 1, pages: 1 })
  })
})

describe('toInstanceSearch', () => {
  it('reads an address', () => {
    expect(toInstanceSearch({ q: 'x', state: 'ready', owner: 'berta', sort: 'state', page: 3 })).toEqual({
      q: 'x',
      state: 'ready',
      owner: 'berta',
      sort: 'state',
      page: 3,
    })
  })

  it('leaves out what makes no sense', () => {
    expect(toInstanceSearch({ q: 5, state: 'sleepy', owner: '', sort: 'colour', page: -2, other: 1 })).toEqual({})
  })
})
