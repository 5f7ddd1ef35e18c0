import { describe, expect, it } from 'vitest'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { filterInstances, toInstanceSearch } from './filter-instances.ts'

const one = (name: string, owner: string, state: string, labels: readonly string[] = []): InstanceSummary =>
  ({ id: name, name, owner, state, labels }) as InstanceSummary
const all = [
  one('pilot10', 'berta', 'ready'),
  one('pilot2', 'anna', 'failed'),
  one('course', 'berta', 'ready-for-deployment', ['Summer 2027']),
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

  it('filters by label, and finds by parts of labels', () => {
    expect(names({ label: 'Summer 2027' })).toEqual(['course'])
    expect(names({ label: 'Summer' })).toEqual([])
    expect(names({ q: 'summer' })).toEqual(['course'])
  })

  it('sorts as it is asked to', () => {
    expect(names({ sort: 'state' })).toEqual(['pilot2', 'course', 'pilot10'])
    expect(names({ reverse: true })).toEqual(['pilot10', 'pilot2', 'course'])
  })
})

describe('toInstanceSearch', () => {
  it('reads an address', () => {
    const whole = { q: 'x', state: 'ready', of: 'mine', owner: 'berta', label: 'course', sort: 'state', reverse: true, view: 'table' }
    expect(toInstanceSearch(whole)).toEqual(whole)
  })

  it('takes a year for a text', () => {
    expect(toInstanceSearch({ q: 2027, label: 2027 })).toEqual({ q: '2027', label: '2027' })
  })

  it('leaves out what makes no sense', () => {
    expect(toInstanceSearch({ q: ['x'], state: 'sleepy', owner: '', sort: 'colour', reverse: 'yes', view: 'cards', other: 1 })).toEqual({})
  })
})
