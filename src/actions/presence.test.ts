import { expect, it } from 'vitest'
import type { Activity } from '../domain/gateway.ts'
import type { InstanceId } from '../domain/names.ts'
import { createPresence } from './presence.ts'

const one = 'i1' as InstanceId
const activity = (participants: number): Activity => ({
  ...{ instanceId: one, participantSockets: 0, adminSockets: 0, participants, waitingInRooms: 2 },
  ...{ lastRequestAt: null, requests: 0, errors: 0 },
})

it('counts those who play and those who wait, once for all who look within a second', async () => {
  let asked = 0
  let now = 0
  const presence = createPresence({ activity: async () => [activity(++asked)] }, () => now)
  const both = await Promise.all([presence.counts(), presence.counts()])
  expect(both.map((counts) => counts?.get(one))).toEqual([3, 3])
  now = 1_001
  expect((await presence.counts())?.get(one)).toBe(4)
})

it('knows nothing while it cannot be asked', async () => {
  expect(await createPresence({ activity: () => Promise.reject(new Error('away')) }).counts()).toBeNull()
})
