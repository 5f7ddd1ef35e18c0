import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { responseTimeClasses, toQuantile, toResponseTimeClass } from './response-times.ts'

const count = (times: readonly number[]): number[] => {
  const counts = Array.from({ length: responseTimeClasses }, () => 0)
  for (const ms of times) counts[toResponseTimeClass(ms)] = (counts[toResponseTimeClass(ms)] ?? 0) + 1
  return counts
}

describe('response times', () => {
  it('are counted in classes of which none is missing', () => {
    expect([0, 0.3, 1, 1.1, 2, 60_000, 1e9].map(toResponseTimeClass)).toEqual([0, 0, 0, 1, 2, 32, 33])
  })

  it('have no quantile where there were none', () => {
    expect(toQuantile([], 0.5)).toBeNull()
    expect(toQuantile([0, 0], 0.95)).toBeNull()
  })

  it('tell their quantiles, never further off than the width of a class', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 50_000 }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.95),
        (times, q) => {
          const exact = times.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(q * times.length) - 1)] ?? 0
          const told = toQuantile(count(times), q) ?? 0
          expect(told / exact).toBeGreaterThan(Math.SQRT1_2 - 0.001)
          expect(told / exact).toBeLessThan(Math.SQRT2 + 0.001)
        },
      ),
    )
  })
})
