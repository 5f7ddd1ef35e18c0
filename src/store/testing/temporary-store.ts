import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deployment } from '../../domain/deployment.ts'
import type { InstanceSecrets } from '../../domain/instance.ts'
import type { InstanceId, InstanceName, Username } from '../../domain/names.ts'
import type { Operation } from '../../domain/operation.ts'
import { newId } from '../../lib/ids.ts'
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

/** What `operations.insert` wants. */
export const newOperation = (instanceId: InstanceId, change: Partial<Operation> = {}): Operation => ({
  id: newId('o', 8),
  kind: 'deploy-instance',
  instanceId,
  by: 'berta' as Username,
  state: 'queued',
  committed: false,
  attempts: 0,
  input: { commit: 'abc' },
  steps: [],
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  deadlineAt: '2026-01-01T01:00:00.000Z',
  ...change,
})

/** What `deployments.save` wants. */
export const newDeployment = (instanceId: InstanceId, change: Partial<Deployment> = {}): Deployment => ({
  id: 'd1',
  instanceId,
  operationId: 'o1',
  commit: 'a'.repeat(40),
  subject: 'First version',
  author: 'Berta',
  committedAt: '2026-01-01T00:00:00.000Z',
  by: 'berta' as Username,
  state: 'active',
  failure: null,
  projectFolder: null,
  artifact: null,
  inspection: null,
  warnings: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  activeAt: null,
  bringsBack: null,
  source: 'push',
  failureCode: null,
  ...change,
})
