import { expect, it } from 'vitest'
import { toEmptyText } from './empty-text.ts'

const soon = 'The first figures come within a minute.'
const didNotRun = 'The instance did not run in this time.'

it('of what runs says that figures come, and not that it did not run', () => {
  expect(toEmptyText('ready', 'hour')).toContain(soon)
  expect(toEmptyText('ready', 'hour')).not.toContain('did not run')
})

it('of what does not run says so, and to look further back where that is possible', () => {
  expect(toEmptyText('stopped', 'hour')).toContain(`${didNotRun} Choose a longer time above.`)
  expect(toEmptyText('asleep', 'week')).toMatch(/did not run in the last week\.$/)
  expect(toEmptyText('stopped', 'day')).not.toContain(soon)
})

it('of what has no code says what is missing', () => {
  expect(toEmptyText('ready-for-deployment', 'hour')).toMatch(/It has no code yet, so nothing runs\.$/)
})
