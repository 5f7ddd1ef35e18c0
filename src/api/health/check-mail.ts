import type { QueuedMail } from '../../domain/mail.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

type MailDeps = Pick<ApiDeps, 'mail'>

/** Whether mails leave. */
export async function checkMail({ mail }: MailDeps): Promise<Check[]> {
  const queued = await mail.list()
  if (!mail.isConfigured) return [toUnconfigured(queued.length)]
  const stuck = queued.filter(({ state, attempts }) => state === 'failed' || attempts > 0)
  const last = await mail.lastSentAt()
  const left = last === null ? 'None has left yet.' : `The last one left on ${last.slice(0, 16).replace('T', ' at ')} (UTC).`
  if (stuck.length === 0) return [{ name: 'mail', state: 'ok', detail: `Mails are sent. ${left}`, remedy: null }]
  const detail = `${toCount(stuck.length)} could not be sent. ${left} ${stuck.at(-1)?.reason ?? ''}`.trim()
  return [{ name: 'mail', state: 'warning', detail, remedy: toRemedy(stuck) }]
}

function toUnconfigured(waiting: number): Check {
  const detail = 'There is no mail server: invitations and new passwords are links to copy.'
  if (waiting === 0) return { name: 'mail', state: 'ok', detail, remedy: null }
  return {
    name: 'mail',
    state: 'warning',
    detail: `${detail} ${toCount(waiting)} from before still wait.`,
    remedy: 'Set OTM_SMTP_HOST and start the manager again.',
  }
}

const toCount = (count: number): string => (count === 1 ? '1 mail' : `${count} mails`)

const toRemedy = (stuck: readonly QueuedMail[]): string =>
  stuck.some(({ state }) => state === 'failed')
    ? 'See all with otm mail queue. Those that have failed are tried again with otm mail retry; or hand the links over yourself.'
    : 'They are tried again by themselves. See all with otm mail queue; otm mail test tells what the mail server says now.'
