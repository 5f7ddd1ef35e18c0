import { expect, it } from 'vitest'
import { printSummary } from './summary.mjs'

const passed = { file: 'a.test.ts', name: 'works', state: 'passed', detail: '' }
const failed = { file: 'b.test.ts', name: 'breaks', state: 'failed', detail: 'expected 1 to be 2' }
const skipped = { file: 'c.test.ts', name: 'draws', state: 'skipped', detail: 'there is no Chromium' }

function summarize(results, noSkips) {
  let text = ''
  const code = printSummary(results, { noSkips }, { write: (part) => (text += part) })
  return { code, text, last: text.trimEnd().split('\n').at(-1) }
}

it('ends with the numbers', () => {
  expect(summarize([passed, passed], false)).toMatchObject({ code: 0, last: '2 passed, 0 failed' })
  expect(summarize([passed, failed], false)).toMatchObject({ code: 1, last: '1 passed, 1 failed' })
})

it('names each failure and what it said', () => {
  expect(summarize([passed, failed], false).text).toContain('b.test.ts: breaks\n      expected 1 to be 2')
})

it('names each skip with its reason', () => {
  const { text, code, last } = summarize([passed, skipped], false)
  expect(text).toContain('c.test.ts: draws: there is no Chromium')
  expect({ code, last }).toEqual({ code: 0, last: '1 passed, 0 failed, 1 skipped' })
})

it('counts a skip as a failure where nothing may be skipped', () => {
  expect(summarize([passed, skipped], true)).toMatchObject({ code: 1, last: '1 passed, 1 failed' })
})

it('does not call it a success when nothing ran', () => {
  expect(summarize([], false).code).toBe(1)
})
