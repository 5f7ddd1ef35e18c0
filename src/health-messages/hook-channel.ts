import { type Logger, silentLogger } from '../lib/logger.ts'
import type { Channel } from './channel.ts'
import type { Hook } from './hook.ts'
import { writeText } from './write-text.ts'

export interface HookChannelOptions {
  readonly hook: Pick<Hook, 'host' | 'post'>
  readonly publicUrl: string
  readonly logger?: Logger
  /** ms, by a clock that only goes forward */
  readonly now?: () => number
}

interface Waiting {
  readonly text: string
  readonly since: number
}

/** Older messages say little of how it is now. */
const triedForMs = 60 * 60_000

/** Tells a web hook. What it does not take is tried again whenever there might be news, for an hour. That it does not work is not told to itself. */
export function createHookChannel(options: HookChannelOptions): Channel {
  const { hook, publicUrl, logger = silentLogger, now = () => performance.now() } = options
  let waiting: readonly Waiting[] = []

  const dropOld = (reason: string): void => {
    const young = waiting.filter(({ since }) => now() - since < triedForMs)
    const messages = waiting.length - young.length
    if (messages > 0)
      logger.warn({ host: hook.host, reason, messages }, 'A web hook was not told of the health: it took nothing for an hour.')
    waiting = young
  }
  const sendAll = async (): Promise<void> => {
    for (const { text } of waiting) {
      await hook.post(text)
      waiting = waiting.slice(1)
    }
  }
  return {
    reaches: async () => true,
    tells: (name) => name !== 'messages',
    tell: async (news) => {
      if (news !== null) waiting = [...waiting, { text: writeText(news, publicUrl), since: now() }]
      await sendAll().catch((error: Error) => dropOld(error.message))
    },
  }
}
