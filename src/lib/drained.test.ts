import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { drained } from './drained.ts'

it('goes on when the stream takes more, and leaves no listener', async () => {
  const stream = new PassThrough({ highWaterMark: 1 })
  const before = stream.listenerCount('close')
  for (let round = 0; round < 20; round++) {
    expect(stream.write('xx')).toBe(false)
    const waiting = drained(stream)
    stream.read()
    await waiting
  }
  expect([stream.listenerCount('drain'), stream.listenerCount('close')]).toEqual([0, before])
})

it('goes on when the stream is closed, before or meanwhile', async () => {
  const stream = new PassThrough({ highWaterMark: 1 })
  stream.write('xx')
  const waiting = drained(stream)
  stream.destroy()
  await waiting
  await drained(stream)
})
