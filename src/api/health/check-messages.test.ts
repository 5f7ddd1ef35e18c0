import { expect, it } from 'vitest'
import type { HealthReceivers } from '../../domain/health-messages.ts'
import { checkMessages } from './check-messages.ts'

const hook = { host: 'hooks.example.edu', fault: null }
const check = async (receivers: HealthReceivers) => {
  const test = async (): Promise<never> => expect.fail('nobody asked for a message')
  return checkMessages({ healthMessages: { receivers: () => receivers, test } })
}

it.each<[HealthReceivers, string]>([
  [{ mail: 'super-users', hook: null }, 'Super-users are told by mail.'],
  [{ mail: 'super-users', hook }, 'Super-users are told by mail. The web hook at hooks.example.edu is told.'],
  [{ mail: ['a@example.edu', 'b@example.edu'], hook: null }, 'By mail are told: a@example.edu, b@example.edu.'],
  [{ mail: null, hook }, 'Nobody is told by mail. The web hook at hooks.example.edu is told.'],
  [{ mail: null, hook: null }, 'Nobody is told when something is wrong: there is no mail server and no web hook.'],
  [{ mail: [], hook: null }, 'Nobody is told when something is wrong: OTM_HEALTH_MAIL is none, and there is no web hook.'],
])('says who is told, without finding fault: %j', async (receivers, detail) => {
  expect(await check(receivers)).toEqual([{ name: 'messages', state: 'ok', detail, remedy: null }])
})

it('warns when the web hook did not take the last message', async () => {
  expect(await check({ mail: 'super-users', hook: { ...hook, fault: 'hooks.example.edu answered 404.' } })).toEqual([
    {
      name: 'messages',
      state: 'warning',
      detail:
        'Super-users are told by mail. The web hook at hooks.example.edu did not take the last message. hooks.example.edu answered 404.',
      remedy: 'Check that OTM_HEALTH_HOOK is still its address; otm health tell sends a test message.',
    },
  ])
})
