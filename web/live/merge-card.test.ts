import { expect, it } from 'vitest'
import type { InstanceSummary } from '../../src/api/contract/instance.ts'
import { mergeCard } from './merge-card.ts'

const card = (name: string, state = 'ready', id = `i-${name}`): InstanceSummary => ({ id, name, state }) as InstanceSummary
const names = (list: readonly InstanceSummary[]): string[] => list.map((one) => one.name)

it('replaces the card of an instance that changed', () => {
  const merged = mergeCard([card('a'), card('b')], 'a', card('a', 'failed'))
  expect(names(merged)).toEqual(['a', 'b'])
  expect(merged[0]?.state).toBe('failed')
})

it('adds a new one at its place', () => {
  expect(names(mergeCard([card('a'), card('c')], 'b', card('b')))).toEqual(['a', 'b', 'c'])
})

it('takes one out that may not be seen any more', () => {
  expect(names(mergeCard([card('a'), card('b')], 'a', null))).toEqual(['b'])
})

it('does not show a renamed one twice', () => {
  expect(names(mergeCard([card('old', 'ready', 'i1')], 'new', card('new', 'ready', 'i1')))).toEqual(['new'])
})
