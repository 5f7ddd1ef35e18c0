import { expect, it } from 'vitest'
import { Places } from './places.ts'

it('nobody takes all places, and nobody is kept out by what somebody else took', () => {
  const places = new Places({ inAll: 4, each: 2 })
  const taken = ['anna', 'anna', 'anna', 'berta', 'berta', 'carl'].map((who) => places.take(who))
  expect(taken.map((leave) => leave !== null)).toEqual([true, true, false, true, true, false])
  taken[0]?.()
  expect(places.take('berta')).toBeNull()
  expect(places.take('carl')).not.toBeNull()
  expect(places.take('anna')).toBeNull()
})
