import { ManagerError } from '../../domain/error.ts'
import { type IndexSettings, toIndexUrl } from '../../lib/package-index.ts'
import { passwordScrubber, toShownAddress } from '../../lib/proxy-address.ts'

interface Circumstances {
  readonly settings: IndexSettings
  readonly log?: string
  readonly cause?: unknown
}

/** The server's own network is at fault, whoever reads it. @param what  e.g. `uv` @param sentence  what is wrong, and the setting to mend */
export function serverCannotFetch(what: string, sentence: string, { settings, log, cause }: Circumstances): ManagerError {
  const scrub = passwordScrubber([settings.httpsProxy, settings.packageIndexUrl])
  return new ManagerError(
    'engine.unavailable',
    `The server cannot fetch ${what}. ${scrub(sentence)} Only the server's administrator can mend this; otm doctor shows what is used.`,
    { ...usedNetwork(settings), ...(log === undefined ? {} : { log: scrub(log) }) },
    { cause },
  )
}

/** How the world is reached, without passwords. */
export const usedNetwork = (settings: IndexSettings) => ({
  index: toShownAddress(toIndexUrl(settings)),
  proxy: settings.httpsProxy === null ? null : toShownAddress(settings.httpsProxy),
  caFile: settings.extraCaFile,
})
