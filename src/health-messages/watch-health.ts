import type { HealthCheck } from '../domain/health-messages.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { type Channel, toldBy } from './channel.ts'
import { findNews, type Memory, remember } from './find-news.ts'
import { createToldWriter, readTold } from './told-file.ts'

export interface HealthWatchOptions {
  /** Looks at the health. */
  readonly look: () => Promise<readonly HealthCheck[]>
  /** How people are told; what none of them tells to anybody is not remembered as told. */
  readonly channels: readonly Channel[]
  /** Where it is kept what was told, so that a restart repeats nothing. */
  readonly toldFile: string
  readonly logger?: Logger
  /** ms, by a clock that only goes forward */
  readonly now?: () => number
  /** Default: every minute. */
  readonly everyMs?: number
}

export interface HealthWatch {
  start(): void
  /** Begins no look any more, and resolves when none is under way. */
  stop(): Promise<void>
  /** Looks once, and tells what is news. */
  look(): Promise<void>
}

/** Tells people when something is wrong with the installation, and when it is well again. */
export function watchHealth(options: HealthWatchOptions): HealthWatch {
  const { channels, toldFile, logger = silentLogger, now = () => performance.now(), everyMs = 60_000 } = options
  let memory: Memory | undefined
  let writeTold: ReturnType<typeof createToldWriter> | undefined
  let underWay: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const warn = (text: string) => (error: unknown) => logger.warn({ err: error }, text)

  const look = async (): Promise<void> => {
    memory ??= remember(await readTold(toldFile))
    writeTold ??= createToldWriter(toldFile, memory.told)
    const at = now() // how long looking takes is not counted
    const open = await findOpen(channels)
    const checks = (await options.look()).filter(({ name }) => open.some((channel) => channel.tells(name)))
    const found = findNews(memory, checks, at)
    memory = found.memory
    // first, so that whatever happens nothing is told twice
    await writeTold(memory.told).catch(warn('What was told of the health could not be written down.'))
    const warnOfSilence = warn('The health could not be told to everybody.')
    await Promise.all(open.map((channel) => channel.tell(toldBy(channel, found.news)).catch(warnOfSilence)))
  }

  const begin = (): void => {
    underWay ??= look()
      .catch(warn('The health could not be looked at.'))
      .finally(() => {
        underWay = null
      })
  }

  return {
    look,
    start: () => {
      if (channels.length === 0) return
      begin()
      timer = setInterval(begin, everyMs).unref()
    },
    stop: async () => {
      clearInterval(timer)
      await underWay
    },
  }
}

async function findOpen(channels: readonly Channel[]): Promise<readonly Channel[]> {
  const reached = await Promise.all(channels.map((channel) => channel.reaches()))
  return channels.filter((_, index) => reached[index])
}
