import { expect, it } from 'vitest'
import { waitUntil } from '../../lib/wait-until.ts'
import { LiveQueue } from './live-queue.ts'

const instance = (name: string) => ({ topic: 'instance', name }) as const

/** A reader that takes one message and then nothing until it is told to. */
function slowReader() {
  const taken: string[] = []
  const gate = Promise.withResolvers<void>()
  const queue = new LiveQueue(async (text) => {
    taken.push(text)
    await gate.promise
  })
  return { taken, queue, wake: gate.resolve }
}

it('lets equal events wait once', async () => {
  const { taken, queue, wake } = slowReader()
  for (const name of ['a', 'b', 'b', 'c', 'b']) queue.add(instance(name))
  wake()
  await waitUntil('all are sent', () => taken.length === 3)
  expect(taken.map((text) => JSON.parse(text).name)).toEqual(['a', 'b', 'c'])
})

it('says "everything" instead of growing', async () => {
  const { taken, queue, wake } = slowReader()
  for (let number = 0; number < 100_000; number++) queue.add(instance(`n${number}`))
  wake()
  await waitUntil('it is told', () => taken.length === 2)
  expect(JSON.parse(taken[1] ?? '')).toEqual({ topic: 'everything' })
  queue.add(instance('after'))
  await waitUntil('it goes on', () => taken.length === 3)
})

it('drops what waits for "everything": the reader may not see it any more', async () => {
  const { taken, queue, wake } = slowReader()
  for (const name of ['a', 'b', 'c']) queue.add(instance(name))
  queue.add({ topic: 'everything' })
  wake()
  await waitUntil('all are sent', () => taken.length === 2)
  expect(taken.map((text) => JSON.parse(text))).toEqual([instance('a'), { topic: 'everything' }])
})

it('forgets a reader that has gone', async () => {
  let calls = 0
  const queue = new LiveQueue(async () => {
    calls++
    throw new Error('gone')
  })
  queue.add(instance('a'))
  await waitUntil('the first is tried', () => calls === 1)
  await Promise.resolve()
  queue.add(instance('b'))
  expect(calls).toBe(1)
})
