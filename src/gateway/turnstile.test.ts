import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Passage, Turnstile } from './turnstile.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const waitOf = (turnstile: Turnstile): Passage[] => {
  const passed: Passage[] = []
  turnstile.wait((passage) => passed.push(passage))
  return passed
}

it('lets everybody pass while nobody holds it', () => {
  const turnstile = new Turnstile({ maxWaiting: 1 })
  expect(waitOf(turnstile)).toEqual(['released'])
  expect(turnstile).toMatchObject({ isHeld: false, waiting: 0 })
})

describe('a held turnstile', () => {
  it('lets those who wait go in the order in which they came', () => {
    const turnstile = new Turnstile({ maxWaiting: 10 })
    const order: number[] = []
    turnstile.hold(1000)
    for (const number of [1, 2, 3]) turnstile.wait(() => order.push(number))
    expect(order).toEqual([])
    turnstile.release()
    expect(order).toEqual([1, 2, 3])
  })

  it('opens by itself when its time is up, and says so', () => {
    const turnstile = new Turnstile({ maxWaiting: 1 })
    turnstile.hold(1000)
    const passed = waitOf(turnstile)
    vi.advanceTimersByTime(999)
    expect(passed).toEqual([])
    vi.advanceTimersByTime(1)
    expect(passed).toEqual(['expired'])
    expect(turnstile.isHeld).toBe(false)
  })

  it('sends away who comes when too many wait', () => {
    const turnstile = new Turnstile({ maxWaiting: 1 })
    turnstile.hold(1000)
    waitOf(turnstile)
    const late = vi.fn()
    expect(turnstile.wait(late)).toBeUndefined()
    turnstile.release()
    expect(late).not.toHaveBeenCalled()
  })

  it('forgets who gave up, and gives the place to the next', () => {
    const turnstile = new Turnstile({ maxWaiting: 1 })
    turnstile.hold(1000)
    const gone = vi.fn()
    turnstile.wait(gone)?.()
    const next = waitOf(turnstile)
    turnstile.release()
    expect(gone).not.toHaveBeenCalled()
    expect(next).toEqual(['released'])
  })

  it('held again stays shut until the end of the second hold', () => {
    const turnstile = new Turnstile({ maxWaiting: 1 })
    turnstile.hold(1000)
    vi.advanceTimersByTime(900)
    turnstile.hold(1000)
    const passed = waitOf(turnstile)
    vi.advanceTimersByTime(900)
    expect(passed).toEqual([])
    turnstile.release()
    turnstile.release()
    expect(passed).toEqual(['released'])
  })

  it('may be held again by somebody whom it just let go', () => {
    const turnstile = new Turnstile({ maxWaiting: 2 })
    turnstile.hold(1000)
    let second: Passage[] = []
    turnstile.wait(() => {
      turnstile.hold(1000)
      second = waitOf(turnstile)
    })
    turnstile.release()
    expect(second).toEqual([])
    turnstile.release()
    expect(second).toEqual(['released'])
  })
})

it('nobody is lost and nobody passes twice, whatever happens in whatever order', () => {
  const step = fc.constantFrom('hold', 'release', 'come', 'time')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const turnstile = new Turnstile({ maxWaiting: 5 })
      const passages: number[] = []
      let accepted = 0
      for (const name of steps) {
        if (name === 'hold') turnstile.hold(50)
        if (name === 'release') turnstile.release()
        if (name === 'time') vi.advanceTimersByTime(30)
        if (name !== 'come') continue
        const number = accepted
        const giveUp = turnstile.wait(() => passages.push(number))
        if (giveUp) accepted++
      }
      turnstile.release()
      expect(passages).toEqual([...Array(accepted).keys()])
    }),
  )
})
