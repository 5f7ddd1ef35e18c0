import { ManagerError } from '../domain/error.ts'
import type { HealthMessages, HealthReceivers } from '../domain/health-messages.ts'
import type { Mail } from '../domain/mail.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'
import type { Channel } from './channel.ts'
import { type Hook, openHook } from './hook.ts'
import { createHookChannel } from './hook-channel.ts'
import { createMailChannel } from './mail-channel.ts'
import { writeTestText } from './write-text.ts'

export interface HealthMessagesOptions {
  readonly settings: Pick<Settings, 'health' | 'language' | 'publicUrl' | 'extraCaFile' | 'httpsProxy' | 'noProxy'>
  readonly mail: Pick<Mail, 'isConfigured' | 'send'>
  readonly people: Pick<Store['people'], 'list'>
  readonly logger?: Logger
  /** How long the web hook may take; default 10 s. */
  readonly timeoutMs?: number
  /** ms, by a clock that only goes forward */
  readonly now?: () => number
}

export interface OpenHealthMessages extends HealthMessages {
  /** Those that the settings tell of. */
  readonly channels: readonly Channel[]
  /** Breaks off what is on its way to the web hook. */
  stop(): void
}

/** Puts together who is told, as the settings say. */
export function openHealthMessages(options: HealthMessagesOptions): OpenHealthMessages {
  const { settings, mail } = options
  const { publicUrl, health } = settings
  const ending = new AbortController()
  const { timeoutMs = 10_000 } = options
  const hook = health.hook === null ? null : openHook({ url: health.hook, settings, timeoutMs, signal: ending.signal })
  const byMail = mail.isConfigured ? [createMailChannel(options)] : []
  return {
    channels: hook === null ? byMail : [...byMail, createHookChannel({ ...options, hook, publicUrl })],
    receivers: () => ({
      mail: mail.isConfigured ? toShown(health.mail) : null,
      hook: hook === null ? null : { host: hook.host, fault: hook.fault() },
    }),
    test: (sentBy) => test(hook, writeTestText(sentBy, publicUrl)),
    stop: () => ending.abort(),
  }
}

const toShown = (receivers: Settings['health']['mail']): HealthReceivers['mail'] =>
  receivers === 'super-users' ? receivers : receivers.map(({ address }) => address)

async function test(hook: Hook | null, text: string): ReturnType<HealthMessages['test']> {
  if (hook === null) {
    throw new ManagerError(
      'conflict',
      'There is no web hook to send a message to. A system administrator sets OTM_HEALTH_HOOK and starts the manager again.',
    )
  }
  try {
    return { host: hook.host, answer: await hook.post(text) }
  } catch (error) {
    throw new ManagerError('hook.refused', toTestFault(hook.host, error instanceof Error ? error.message : String(error)))
  }
}

const toTestFault = (host: string, why: string): string =>
  `The web hook at ${host} did not take the message. ${why} Check that OTM_HEALTH_HOOK is still its address.`
