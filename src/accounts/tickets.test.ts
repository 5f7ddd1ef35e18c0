import { expect, it } from 'vitest'
import { Tickets } from './tickets.ts'

it('gives back once what a ticket stands for', () => {
  const tickets = new Tickets<string>({ lifetimeMs: 1000 })
  const { ticket } = tickets.issue('anna', 'anna')
  expect([tickets.find(ticket), tickets.find(ticket), tickets.find('other')]).toEqual(['anna', 'anna', undefined])
  expect([tickets.take(ticket), tickets.take(ticket)]).toEqual(['anna', undefined])
})

it('forgets what is too old, too much, or not meant to be any more', () => {
  let now = 0
  const tickets = new Tickets<string>({ lifetimeMs: 1000, most: 2, now: () => now })
  const first = tickets.issue('anna', 'anna')
  expect(first.expiresAt).toBe('1970-01-01T00:00:01.000Z')
  const second = tickets.issue('berta', 'berta')
  tickets.issue('carl', 'carl')
  expect([tickets.find(first.ticket), tickets.find(second.ticket)]).toEqual([undefined, 'berta'])
  const third = tickets.issue('berta', 'berta')
  tickets.forget((name) => name === 'berta')
  expect(tickets.find(third.ticket)).toBeUndefined()
  const fourth = tickets.issue('dora', 'dora')
  now = 1000
  expect(tickets.take(fourth.ticket)).toBeUndefined()
})

it('forgets of many those of whoever has the most, so that nobody crowds others out', () => {
  const tickets = new Tickets<string>({ lifetimeMs: 1000, most: 5 })
  const anna = tickets.issue('anna', 'a')
  const flood = Array.from({ length: 20 }, (_, at) => tickets.issue('berta', `b${at}`))
  const carl = tickets.issue('carl', 'c')
  expect([anna, carl].map(({ ticket }) => tickets.find(ticket))).toEqual(['a', 'c'])
  expect(flood.map(({ ticket }) => tickets.find(ticket)).filter(Boolean)).toEqual(['b17', 'b18', 'b19'])
  for (const { ticket } of flood) tickets.take(ticket)
  for (const { ticket } of Array.from({ length: 4 }, () => tickets.issue('carl', 'd'))) expect(tickets.find(ticket)).toBe('d')
  expect([tickets.find(anna.ticket), tickets.find(carl.ticket)]).toEqual(['a', undefined])
})
