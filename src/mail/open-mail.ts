import { ManagerError } from '../domain/error.ts'
import type { Mail } from '../domain/mail.ts'
import type { Settings } from '../domain/settings.ts'
import { MailQueue, type MailQueueOptions } from './mail-queue.ts'

interface MailDeps extends Omit<MailQueueOptions, 'settings' | 'publicUrl'> {
  readonly settings: Pick<Settings, 'mail' | 'extraCaFile' | 'publicUrl'>
}

export type OpenMail = Mail & Pick<MailQueue, 'start' | 'stop'>

/** The queue of mails, or, without a mail server, what says so to everybody who asks. */
export function openMail({ settings: { mail, extraCaFile, publicUrl }, ...options }: MailDeps): OpenMail {
  return mail === null ? noMail(options.store) : new MailQueue({ ...options, publicUrl, settings: { mail, extraCaFile } })
}

/** What waits from a time with a mail server stays where it is. */
function noMail(store: MailDeps['store']): OpenMail {
  const refuse = async (): Promise<never> => {
    throw new ManagerError(
      'conflict',
      'This manager sends no mail, since it has no mail server. A system administrator sets OTM_SMTP_HOST and starts it again.',
    )
  }
  return {
    isConfigured: false,
    start: () => undefined,
    stop: async () => undefined,
    send: refuse,
    sendNow: refuse,
    retry: refuse,
    list: () => store.list(),
    lastSentAt: () => store.lastSentAt(),
  }
}
