import { expect, it } from 'vitest'
import { toAddress, toMethod } from './to-address.ts'

it('fills the path in', () => {
  expect(toAddress('GET /instances/:name', { name: 'otree1' })).toBe('/api/v1/instances/otree1')
})

it('escapes what would change the path', () => {
  expect(toAddress('GET /instances/:name', { name: '../people?x' })).toBe('/api/v1/instances/..%2Fpeople%3Fx')
})

it('leaves out what was not chosen', () => {
  expect(toAddress('GET /instances', {}, { search: 'a b', owner: undefined, state: '', limit: 0 })).toBe(
    '/api/v1/instances?search=a+b&limit=0',
  )
})

it('knows the method', () => {
  expect(toMethod('DELETE /keys/:id')).toBe('DELETE')
})
