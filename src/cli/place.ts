import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Place } from '../client/node-transport.ts'
import { toDataLayout } from '../config/data-layout.ts'
import { resourcePath } from '../lib/resources.ts'
import type { Terminal } from './terminal.ts'

const login = z.object({ url: z.url(), token: z.string() })
export type Login = z.infer<typeof login>

/** The user's own configuration. */
export function toConfigFile(env: Terminal['env']): string {
  const home = env.HOME ?? homedir()
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'otm', 'login.json')
}

/** The data directory that the environment names, else `data` in the checkout. */
export const toDataDir = (env: Terminal['env']): string => resolve(resourcePath(), env.OTM_DATA_DIR || 'data')

/** With whom to speak: `OTM_URL`, else the data directory that was named, else what `otm login` kept, else the data directory of this checkout. */
export function findPlace(env: Terminal['env']): { readonly place: Place; readonly token: string | null } {
  if (env.OTM_URL) return { place: { url: env.OTM_URL }, token: env.OTM_TOKEN ?? null }
  const kept = env.OTM_DATA_DIR ? undefined : readLogin(toConfigFile(env))
  if (kept) return { place: { url: kept.url }, token: kept.token }
  return { place: { socketPath: toDataLayout(toDataDir(env)).managerSocket }, token: null }
}

function readLogin(file: string): Login | undefined {
  try {
    return login.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
