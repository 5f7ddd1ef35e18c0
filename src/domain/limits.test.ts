import { describe, expect, it } from 'vitest'
import { findLimitsFault, findTooTight } from './limits.ts'

const machine = { memoryMib: 8000, cpuPercent: 200, diskMib: 50_000 }

describe('limits', () => {
  it('fit as far as the machine goes', () =>
    expect(findLimitsFault({ memoryMib: 8000, cpuPercent: 200, diskMib: 50_000 }, machine)).toBeUndefined())

  it.each([
    [{ memoryMib: 8001 }, 'memoryMib', 'at most 8000 MiB'],
    [{ cpuPercent: 300 }, 'cpuPercent', 'at most 200 %'],
    [{ diskMib: 50_001 }, 'diskMib', 'at most 50000 MiB'],
    [{ memoryMib: 8 }, 'memoryMib', 'at least 256 MiB'],
    [{ cpuPercent: 1 }, 'cpuPercent', 'at least 10 %'],
  ] as const)('%j do not, and say how much would', (chosen, field, sentence) =>
    expect(findLimitsFault(chosen, machine)).toEqual({ field, message: expect.stringContaining(sentence) }),
  )
})

describe('what runs', () => {
  const used = { memoryMib: 300.4, diskMib: 90 }

  it('fits with some room', () => expect(findTooTight('otree1', { memoryMib: 400, diskMib: 256 }, used)).toBeUndefined())

  it('is not ended by less than it takes', () =>
    expect(findTooTight('otree1', { memoryMib: 310 }, used)).toBe(
      '"otree1" takes 301 MiB of memory at the moment, so with 310 MiB it would be ended. Give at least 361 MiB.',
    ))
})
