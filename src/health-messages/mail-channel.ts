import type { Mail, MailOrder } from '../domain/mail.ts'
import type { Person } from '../domain/person.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../domain/store.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import type { Channel } from './channel.ts'

export interface MailChannelOptions {
  readonly settings: Pick<Settings, 'health' | 'language'>
  readonly mail: Pick<Mail, 'send'>
  readonly people: Pick<Store['people'], 'list'>
  readonly logger?: Logger
}

type Receiver = Pick<MailOrder, 'to' | 'language'>

/** Tells people by mail, through its queue. That mails do not leave is not told by mail, for it would only be one mail more. */
export function createMailChannel(options: MailChannelOptions): Channel {
  const { mail, logger = silentLogger } = options
  return {
    reaches: async () => (await toReceivers(options)).length > 0,
    tells: (name) => name !== 'mail',
    tell: async (data) => {
      if (data === null) return
      for (const receiver of await toReceivers(options)) {
        await mail
          .send({ ...receiver, template: 'health', data })
          .catch((err: unknown) => logger.warn({ err }, 'A mail about the health could not be put into the queue.'))
      }
    },
  }
}

async function toReceivers({ settings, people }: MailChannelOptions): Promise<readonly Receiver[]> {
  const { health, language } = settings
  if (health.mail !== 'super-users') return health.mail.map((to) => ({ to, language }))
  const all = await people.list()
  return all
    .filter(isResponsible)
    .map((person) => ({ to: { name: person.name, address: person.email }, language: person.language ?? language }))
}

const isResponsible = ({ role, active }: Person): boolean => role === 'super-user' && active
