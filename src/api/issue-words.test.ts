import { expect, it } from 'vitest'
import { z } from 'zod'
import { toIssueWords } from './issue-words.ts'

const body = z.strictObject({
  text: z.string().min(3).max(5).optional(),
  name: z.string().min(1).optional(),
  count: z.int().min(1).max(9).optional(),
  limit: z.coerce.number().positive().optional(),
  some: z.array(z.string()).min(1).max(1).optional(),
  kind: z.enum(['a', 'b']).optional(),
  sure: z.boolean().optional(),
  mail: z.email().optional(),
  at: z.iso.datetime().optional(),
  day: z.union([z.iso.date(), z.iso.datetime()]).optional(),
  by: z.record(z.string().max(2, 'A name has at most 2 characters.'), z.string()).optional(),
  owner: z.string().min(3, 'Name somebody.').optional(),
})

it.each([
  [{ text: 'ab' }, 'This is too short: at least 3 characters.'],
  [{ text: 'abcdef' }, 'This is too long: at most 5 characters.'],
  [{ text: 7 }, 'This should be a text.'],
  [{ text: null }, 'This should be a text.'],
  [{ name: '' }, 'This must not be empty.'],
  [{ count: 0 }, 'Use a number of at least 1.'],
  [{ count: 10 }, 'Use a number of at most 9.'],
  [{ count: 1.5 }, 'This should be a whole number.'],
  [{ limit: 'many' }, 'This should be a number.'],
  [{ limit: 0 }, 'Use a number above 0.'],
  [{ some: [] }, 'This must not be empty.'],
  [{ some: ['a', 'b'] }, 'At most 1 entries.'],
  [{ some: 'a' }, 'This should be a list.'],
  [{ some: [undefined] }, 'This is missing.'],
  [{ kind: 'c' }, 'Use one of these values: a, b.'],
  [{ sure: 'yes' }, 'This should be true or false.'],
  [{ mail: 'nobody' }, 'This is no e-mail address.'],
  [{ at: 'noon' }, 'This is no point in time, e.g. 2026-12-24T18:00:00Z.'],
  [{ day: 'noon' }, 'This does not have the form that is wanted here.'],
  [{ by: { abc: 'x' } }, 'A name has at most 2 characters.'],
  [{ owner: 'a' }, 'Name somebody.'],
  [{ a: 1, b: 2 }, 'Not known here: a, b.'],
  ['text', 'This should be an object of JSON.'],
  [undefined, 'This is missing.'],
])('%j: %s', (value, words) => {
  expect(body.safeParse(value, { error: toIssueWords }).error?.issues.map(({ message }) => message)).toEqual([words])
})
