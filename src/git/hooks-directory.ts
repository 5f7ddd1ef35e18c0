import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { atomicWrite } from '../lib/atomic-write.ts'
import { resourcePath } from '../lib/resources.ts'

const hooks = ['pre-receive', 'proc-receive'] as const

/** Makes the directory for `core.hooksPath`. Its files never change: what they run comes with the environment. @returns its path */
export async function createHooksDirectory(dataDir: string): Promise<string> {
  const directory = join(dataDir, 'git', 'hooks')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  for (const hook of hooks) await atomicWrite(join(directory, hook), `#!/bin/sh\nexec "$OTM_NODE" "$OTM_HOOK" ${hook}\n`, 0o700)
  return directory
}

/** What the hooks need to find the manager. */
export const hookEnv = (socketPath: string, token: string): Record<string, string> => ({
  OTM_NODE: process.execPath,
  OTM_HOOK: resourcePath('src', 'git', 'hook', 'receive-hook.mjs'),
  OTM_HOOK_SOCKET: socketPath,
  OTM_HOOK_TOKEN: token,
})
