import { expect, it } from 'vitest'
import { throttle } from './throttle.ts'
import { waitUntil } from './wait-until.ts'

it('gathers calls, and forgets neither the first nor the last', async () => {
  let given = 0
  const seen: number[] = []
  const tell = throttle(() => seen.push(given), 20)
  for (given = 1; given <= 100; given++) tell()
  given = 100
  await waitUntil('the last call is told', () => seen.at(-1) === 100)
  expect(seen).toEqual([1, 100])
})
