import { expect, it } from 'vitest'
import type { ManagerEvent } from '../domain/events.ts'
import { createEventBus } from './event-bus.ts'

const event: ManagerEvent = { topic: 'instance', name: 'otree1', owner: 'berta' }

it('tells everybody who listens, until they end it', () => {
  const bus = createEventBus()
  const heard: string[] = []
  const listener = ({ topic }: ManagerEvent) => heard.push(topic)
  const end = bus.subscribe(listener)
  const endOther = bus.subscribe(listener)
  bus.publish(event)
  end()
  bus.publish({ topic: 'people' })
  endOther()
  bus.publish(event)
  expect(heard).toEqual(['instance', 'instance', 'people'])
})

it('tells the others when one listener fails', () => {
  const errors: string[] = []
  const bus = createEventBus({ info: () => undefined, warn: () => undefined, error: (_, message) => errors.push(message) })
  const heard: ManagerEvent[] = []
  bus.subscribe(() => {
    throw new Error('This listener of the test fails.')
  })
  bus.subscribe((each) => heard.push(each))
  bus.publish(event)
  expect(heard).toEqual([event])
  expect(errors).toEqual(['A listener to events failed.'])
})

it('lets a listener end itself while it is told', () => {
  const bus = createEventBus()
  let heard = 0
  const end = bus.subscribe(() => {
    heard++
    end()
  })
  bus.publish(event)
  bus.publish(event)
  expect(heard).toBe(1)
})
