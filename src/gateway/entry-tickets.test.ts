import { expect, it } from 'vitest'
import { EntryTickets } from './entry-tickets.ts'

let now = 0
const open = (): EntryTickets => {
  now = 1_000
  return new EntryTickets(() => now)
}

it('lets in once', () => {
  const tickets = open()
  const { ticket } = tickets.issue('ia')
  expect([tickets.use(ticket, 'ia'), tickets.use(ticket, 'ia')]).toEqual([true, false])
})

it('lets in to its own instance only, and is used up by the attempt', () => {
  const tickets = open()
  const { ticket } = tickets.issue('ia')
  expect([tickets.use(ticket, 'ib'), tickets.use(ticket, 'ia')]).toEqual([false, false])
})

it('lets in for half a minute', () => {
  const tickets = open()
  const { ticket, expiresAt } = tickets.issue('ia')
  now = Date.parse(expiresAt)
  expect(now).toBe(31_000)
  expect(tickets.use(ticket, 'ia')).toBe(false)
})

it('lets nobody in who made one up', () => {
  expect(open().use('A'.repeat(43), 'ia')).toBe(false)
})

it('does not grow without end: the oldest go first', () => {
  const tickets = open()
  const { ticket: first } = tickets.issue('ia')
  for (let count = 0; count < 1_000; count++) tickets.issue('ib')
  const { ticket: last } = tickets.issue('ia')
  expect([tickets.use(first, 'ia'), tickets.use(last, 'ia')]).toEqual([false, true])
})
