import { expect, it } from 'vitest'
import { isFailedOfWhatRuns } from './failed-of-what-runs.ts'

it.each([
  { state: 'failed', commit: 'a1', running: 'a1', again: true },
  { state: 'failed', commit: 'b2', running: 'a1', again: false },
  { state: 'failed', commit: 'b2', running: null, again: false },
  { state: 'active', commit: 'a1', running: 'a1', again: false },
] as const)('one that is $state, of $commit while $running runs, can be tried again: $again', ({ state, commit, running, again }) => {
  expect(isFailedOfWhatRuns({ state, commit }, { commit: running })).toBe(again)
})
