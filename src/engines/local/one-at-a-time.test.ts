import { expect, it } from 'vitest'
import { createOneAtATime } from './one-at-a-time.ts'

it('runs actions of one key one after the other, also after one failed, and those of other keys beside', async () => {
  const oneAtATime = createOneAtATime()
  const events: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = oneAtATime('a', async () => {
    events.push('first begins')
    await gate.promise
    throw new Error('first failed')
  })
  const second = oneAtATime('a', async () => void events.push('second'))
  await oneAtATime('b', async () => void events.push('other'))
  gate.resolve()
  await expect(first).rejects.toThrow('first failed')
  await second
  expect(events).toEqual(['first begins', 'other', 'second'])
})
