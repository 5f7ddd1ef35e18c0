import { describe, expect, it } from 'vitest'
import type { HelperAnswer } from '../../../src/api/contract/helper.ts'
import { isShared, toMembers } from './to-members.ts'

const helper = (username: string, name: string): HelperAnswer => ({
  username,
  name,
  role: 'assistant',
  mayPay: false,
  createdAt: '2026-03-01T08:00:00.000Z',
})
const helpers = [helper('zoe', 'Anna Zoe'), helper('carl', 'Carl')]

describe('toMembers', () => {
  it('puts the owner first, then the helpers by name, and marks who looks', () => {
    const members = toMembers({ owner: 'berta', relation: 'co-experimenter', mayPay: true }, helpers, { username: 'carl', name: 'Carl' })
    expect(members.map(({ name, role, isMe }) => [name, role, isMe])).toEqual([
      ['berta', 'owner', false],
      ['Anna Zoe', 'assistant', false],
      ['Carl', 'assistant', true],
    ])
  })

  it('calls an owner who looks by their name', () => {
    expect(toMembers({ owner: 'berta', relation: 'owner', mayPay: true }, [], { username: 'berta', name: 'Berta Blum' })).toEqual([
      { username: 'berta', name: 'Berta Blum', role: 'owner', mayPay: true, isMe: true },
    ])
  })

  it('calls another owner by their name where it is known', () => {
    const members = toMembers({ owner: 'berta', ownerName: 'Berta Blum', relation: 'super-user', mayPay: true }, [], {
      username: 'ada',
      name: 'Ada',
    })
    expect(members).toMatchObject([{ username: 'berta', name: 'Berta Blum', role: 'owner', isMe: false }])
  })

  it('names the new owner once, also while the list still has them as a helper', () => {
    const members = toMembers({ owner: 'carl', relation: 'owner', mayPay: true }, helpers, { username: 'carl', name: 'Carl' })
    expect(members.map(({ username, role }) => [username, role])).toEqual([
      ['carl', 'owner'],
      ['zoe', 'assistant'],
    ])
  })

  it('shows assistants the owner and themselves', () => {
    const members = toMembers({ owner: 'berta', relation: 'assistant', mayPay: true }, [], { username: 'carl', name: 'Carl' })
    expect(members).toEqual([
      { username: 'berta', name: 'berta', role: 'owner', mayPay: true, isMe: false },
      { username: 'carl', name: 'Carl', role: 'assistant', mayPay: true, isMe: true },
    ])
  })
})

it.each([
  ['owner', false],
  ['super-user', false],
  ['co-experimenter', true],
  ['assistant', true],
] as const)('what one sees as %s is shared: %s', (relation, shared) => {
  expect(isShared({ relation })).toBe(shared)
})
