import { expect, it } from 'vitest'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { type SortOrder, sortInstances } from './sort-instances.ts'

const day = (number: number): string => `2026-01-0${number}T00:00:00.000Z`
const one = (name: string, facts: object): InstanceSummary =>
  ({ name, owner: 'berta', state: 'ready', createdAt: day(1), participants: 0, lastDeployment: null, ...facts }) as InstanceSummary
const all = [
  one('pilot10', { state: 'failed', createdAt: day(3), participants: 4, lastDeployment: { createdAt: day(5) } }),
  one('pilot2', { owner: 'anna', createdAt: day(2), participants: null, lastDeployment: { createdAt: day(6) } }),
  one('course', { state: 'ready-for-deployment', participants: 12 }),
]
const names = (sort: SortOrder, reverse = false): string[] => sortInstances(all, sort, reverse).map(({ name }) => name)

it.each([
  ['name', ['course', 'pilot2', 'pilot10'], ['pilot10', 'pilot2', 'course']],
  ['owner', ['pilot2', 'course', 'pilot10'], ['course', 'pilot10', 'pilot2']],
  ['state', ['pilot10', 'course', 'pilot2'], ['pilot2', 'course', 'pilot10']],
  ['created', ['pilot10', 'pilot2', 'course'], ['course', 'pilot2', 'pilot10']],
  // what is not known comes last, whichever way round
  ['deployed', ['pilot2', 'pilot10', 'course'], ['pilot10', 'pilot2', 'course']],
  ['participants', ['course', 'pilot10', 'pilot2'], ['pilot10', 'course', 'pilot2']],
] as const)('sorts by %s, and the other way round', (sort, inOrder, reversed) => {
  expect(names(sort)).toEqual(inOrder)
  expect(names(sort, true)).toEqual(reversed)
})
