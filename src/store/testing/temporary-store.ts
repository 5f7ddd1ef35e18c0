import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InstanceSecrets } from '../../domain/instance.ts'
import type { InstanceName, Username } from '../../domain/names.ts'
import { type OpenStore, openStore } from '../open-store.ts'

export interface TemporaryStore extends OpenStore {
  readonly dataDir: string
  remove(): Promise<void>
}

/** A real store in a directory of its own, for tests. */
export async function temporaryStore(options: { readonly now?: () => Date } = {}): Promise<TemporaryStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otm-store-'))
  const opened = await openStore({ dataDir, ...options })
  const remove = async (): Promise<void> => {
    await opened.store.close()
    await rm(dataDir, { recursive: true })
  }
  return { ...opened, dataDir, remove }
}

export const testSecrets: InstanceSecrets = {
  adminPassword: 'admin-password',
  restKey: 'rest-key',
  secretKey: 'secret-key',
  databasePassword: 'database-password',
  databaseAdminPassword: 'database-admin-password',
}

/** What `instances.create` wants. */
export const newInstance = (name: string, owner = 'berta') => ({
  name: name as InstanceName,
  owner: owner as Username,
  secrets: testSecrets,
})
