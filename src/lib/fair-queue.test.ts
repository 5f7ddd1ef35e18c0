import { describe, expect, it } from 'vitest'
import { createFairQueue, pickExcess, pickNext } from './fair-queue.ts'

const never = new AbortController().signal
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('pickNext', () => {
  const waiting = ['anna', 'anna', 'berta'].map((by, index) => ({ by, index }))

  it.each([
    [[], 0],
    [['carl'], 0],
    [['anna'], 2],
    [['anna', 'berta'], 0],
    [['berta', 'berta', 'anna'], 0],
  ])('with %j at work lets number %i in', (working, index) => {
    expect(pickNext(waiting, working)?.index).toBe(index)
  })

  it('finds nobody when nobody waits', () => {
    expect(pickNext([], ['anna'])).toBeUndefined()
  })
})

describe('pickExcess', () => {
  it.each([
    ['aab', 1],
    ['abba', 3],
    ['abc', 2],
    ['a', 0],
  ])('of %j finds number %i', (waiting, index) => {
    expect(pickExcess([...waiting].map((by, at) => ({ by, at })))?.at).toBe(index)
  })
})

describe('the queue', () => {
  it('never lets more in than there are places, and everybody at last', async () => {
    const queue = createFairQueue(2)
    let working = 0
    let most = 0
    const work = async (by: string) => {
      const leave = await queue.enter(by, never)
      most = Math.max(most, ++working)
      await settle()
      working--
      leave()
    }
    await Promise.all(Array.from({ length: 9 }, (_, index) => work(`person${index % 3}`)))
    expect([most, working]).toEqual([2, 0])
  })

  it('lets a second person in before the first one’s next', async () => {
    const queue = createFairQueue(1)
    const order: string[] = []
    const leaveFirst = await queue.enter('anna', never)
    const others = ['anna', 'berta'].map(async (by) => {
      const leave = await queue.enter(by, never)
      order.push(by)
      return leave
    })
    const leaveSecond = await queue.enter('carl', AbortSignal.timeout(20)).catch(() => undefined)
    expect(leaveSecond).toBeUndefined()
    leaveFirst()
    for (const other of others) (await other)()
    expect(order).toEqual(['anna', 'berta'])
  })

  it('forgets whoever gave up waiting', async () => {
    const queue = createFairQueue(1)
    const leave = await queue.enter('anna', never)
    const controller = new AbortController()
    const givingUp = queue.enter('berta', controller.signal)
    controller.abort(new Error('enough'))
    await expect(givingUp).rejects.toThrow('enough')
    leave()
    const leaveAgain = await queue.enter('carl', never)
    leaveAgain()
  })

  it('with a bound refuses who waits with the most, and keeps a place for others', async () => {
    const queue = createFairQueue(1, { most: 2, tooMany: () => new Error('too many') })
    const leave = await queue.enter('anna')
    const [second, third, berta, berta2] = ['anna', 'anna', 'berta', 'berta'].map((by) => queue.enter(by))
    await expect(third).rejects.toThrow('too many')
    await expect(berta2).rejects.toThrow('too many')
    leave()
    ;(await second)?.()
    ;(await berta)?.()
    ;(await queue.enter('anna'))()
  })
})
