import { expect, it } from 'vitest'
import type { HealthCheck } from '../domain/health-messages.ts'
import { writeText } from './write-text.ts'

const check = (name: string, change: Partial<HealthCheck> = {}): HealthCheck => ({
  name,
  state: 'error',
  detail: `It is bad with ${name}.`,
  remedy: 'Mend it.',
  ...change,
})
const well = (name: string): HealthCheck => check(name, { state: 'ok', detail: '', remedy: null })
const write = (...news: readonly (readonly HealthCheck[])[]): string =>
  writeText({ worse: news[0] ?? [], wellAgain: news[1] ?? [], still: news[2] ?? [] }, 'https://lab.example.edu')

it('says where, how it is, what is new, what is well again, and what else is not well', () => {
  const text = write(
    [check('disk')],
    [well('engine away'), check('mail', { state: 'ok', remedy: null })],
    [check('git', { state: 'warning' })],
  )
  expect(text.split('\n')).toEqual([
    'oTree Manager at lab.example.edu: 1 error, 1 warning',
    'https://lab.example.edu/health',
    '',
    'New:',
    '• disk (error): It is bad with disk. Mend it.',
    '',
    'Well again:',
    '• engine away',
    '• mail: It is bad with mail.',
    '',
    'Also not well:',
    '• git (warning): It is bad with git. Mend it.',
  ])
})

it('says when all is well again, and nothing else', () => {
  expect(write([], [well('disk')])).toBe(
    'oTree Manager at lab.example.edu: all is well again\nhttps://lab.example.edu/health\n\nWell again:\n• disk',
  )
})

it('has no commands of chat programs in it, and a line for each thing', () => {
  const text = write([check('disk', { detail: 'a\n<!channel>\r\n• gateway (error)' })])
  expect(text).toContain('• disk (error): a ‹!channel› • gateway (error) Mend it.')
})

it('is not too long for chat programs', () => {
  const many = write(Array.from({ length: 200 }, (_, i) => check(`disk ${i}`)))
  expect(many.length).toBeLessThanOrEqual(3000)
  expect(many).toMatch(/^oTree Manager at lab\.example\.edu: 200 errors\n.*\n…$/s)
})
