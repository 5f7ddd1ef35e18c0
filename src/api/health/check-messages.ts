import type { HealthReceivers } from '../../domain/health-messages.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

/** Who is told when something is wrong, and whether that works. */
export async function checkMessages({ healthMessages }: Pick<ApiDeps, 'healthMessages'>): Promise<Check[]> {
  const { mail, hook } = healthMessages.receivers()
  const fault = hook === null || hook.fault === null ? null : describeFault(hook.host, hook.fault)
  if (fault === null) return [{ name: 'messages', state: 'ok', detail: describeReceivers(mail, hook), remedy: null }]
  return [
    {
      name: 'messages',
      state: 'warning',
      detail: `${describeMail(mail)} ${fault}`,
      remedy: 'Check that OTM_HEALTH_HOOK is still its address; otm health tell sends a test message.',
    },
  ]
}

const describeFault = (host: string, why: string): string => `The web hook at ${host} did not take the last message. ${why}`

function describeReceivers(mail: HealthReceivers['mail'], hook: HealthReceivers['hook']): string {
  if (hook !== null) return `${describeMail(mail)} The web hook at ${hook.host} is told.`
  if (mail === null) return 'Nobody is told when something is wrong: there is no mail server and no web hook.'
  if (mail.length === 0) return 'Nobody is told when something is wrong: OTM_HEALTH_MAIL is none, and there is no web hook.'
  return describeMail(mail)
}

function describeMail(mail: HealthReceivers['mail']): string {
  if (mail === null || mail.length === 0) return 'Nobody is told by mail.'
  if (mail === 'super-users') return 'Super-users are told by mail.'
  return `By mail are told: ${mail.join(', ')}.`
}
