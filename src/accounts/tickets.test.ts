import { expect, it } from 'vitest'
import { Tickets } from './tickets.ts'

it('gives back once what a ticket stands for', () => {
  const tickets = new Tickets<string>({ lifetimeMs: 1000 })
  const { ticket } = tickets.issue('anna')
  expect([tickets.find(ticket), tickets.find(ticket), tickets.find('other')]).toEqual(['anna', 'anna', undefined])
  expect([tickets.take(ticket), tickets.take(ticket)]).toEqual(['anna', undefined])
})

it('forgets what is too old, too much, or not meant to be any more', () => {
  let now = 0
  const tickets = new Tickets<string>({ lifetimeMs: 1000, most: 2, now: () => now })
  const first = tickets.issue('anna')
  expect(first.expiresAt).toBe('1970-01-01T00:00:01.000Z')
  const second = tickets.issue('berta')
  tickets.issue('carl')
  expect([tickets.find(first.ticket), tickets.find(second.ticket)]).toEqual([undefined, 'berta'])
  const third = tickets.issue('berta')
  tickets.forget((name) => name === 'berta')
  expect(tickets.find(third.ticket)).toBeUndefined()
  const fourth = tickets.issue('dora')
  now = 1000
  expect(tickets.take(fourth.ticket)).toBeUndefined()
})
