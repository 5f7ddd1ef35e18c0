import { expect, it } from 'vitest'
import { waitUntil } from '../lib/wait-until.ts'
import { fewAtOnce } from './few-at-once.ts'

it('runs a few at once, in order, and refuses what is too much', async () => {
  const run = fewAtOnce({ atOnce: 2, waiting: 2 })
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const begun: number[] = []
  const results = gates.map(({ promise }, number) =>
    run('somewhere', async () => {
      begun.push(number)
      await promise
      return number
    }),
  )
  await expect(results[4]).rejects.toMatchObject({ code: 'too_many_attempts' })
  expect(begun).toEqual([0, 1])
  gates[1]?.resolve()
  expect(await results[1]).toBe(1)
  await waitUntil('the next one has begun', () => begun.length === 3)
  expect(begun).toEqual([0, 1, 2])
  for (const { resolve } of gates) resolve()
  expect(await Promise.all(results.slice(0, 4))).toEqual([0, 1, 2, 3])
})

it('refuses whoever waits with the most when somebody else comes', async () => {
  const run = fewAtOnce({ atOnce: 1, waiting: 2 })
  const gate = Promise.withResolvers<void>()
  const flood = ['first', 'second', 'third'].map((name) => run('flood', () => gate.promise.then(() => name)))
  const other = run('elsewhere', async () => 'other')
  await expect(flood[2]).rejects.toMatchObject({ code: 'too_many_attempts', facts: { retryAfterSeconds: 5 } })
  gate.resolve()
  expect(await Promise.all([flood[0], flood[1], other])).toEqual(['first', 'second', 'other'])
})

it('goes on after work that failed', async () => {
  const run = fewAtOnce({ atOnce: 1, waiting: 1 })
  const failing = run('a', () => Promise.reject(new Error('broken')))
  const after = run('b', async () => 'fine')
  await expect(failing).rejects.toThrow('broken')
  expect(await after).toBe('fine')
  expect(await run('a', async () => 'again')).toBe('again')
})
