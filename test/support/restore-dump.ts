import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { readSettings } from '../../src/config/settings.ts'
import type { InstanceSpec } from '../../src/domain/engine.ts'
import { defaultLimits } from '../../src/domain/instance.ts'
import { toInstanceId } from '../../src/domain/names.ts'
import { createProcessEngine } from '../../src/engines/process/process-engine.ts'
import { newId, newSecret } from '../../src/lib/ids.ts'
import { outsideEnv } from './running-manager.ts'

const never = new AbortController().signal

/** Restores a dump into a database of its own, far from the manager that wrote it. @returns what `sql` finds there, one text per row */
export async function queryDump(scratch: string, file: string, sql: string): Promise<readonly string[]> {
  const dataDir = join(scratch, 'restored')
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const engine = await createProcessEngine(await readSettings({ env: { ...outsideEnv(), OTM_DATA_DIR: dataDir } }))
  const instance = newInstance()
  await engine.create(instance, never)
  try {
    await engine.restore(instance, file, never)
    const client = new pg.Client(engine.database(instance))
    await client.connect()
    const { rows } = await client.query<string[]>({ text: sql, rowMode: 'array' })
    await client.end()
    return rows.map(([first]) => first ?? '')
  } finally {
    await engine.remove(instance.id)
  }
}

const newInstance = (): InstanceSpec => ({
  id: toInstanceId(newId('i', 8)),
  uid: 747_000,
  limits: defaultLimits,
  network: 'none',
  secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
})
