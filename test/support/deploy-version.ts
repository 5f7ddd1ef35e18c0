import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OperationAccepted } from '../../src/api/contract/operation.ts'
import { openSource } from '../../src/cli/deploy/open-source.ts'
import { newId } from '../../src/lib/ids.ts'
import type { Laboratory } from './laboratory.ts'

/** Deploys a project as `otm deploy` sends it, as a version that there was not before. Returns when it has begun. */
export async function deployVersion({ manager, scratch }: Laboratory, name: string, directory: string): Promise<OperationAccepted> {
  await writeFile(join(directory, '_static', 'version.txt'), newId('v', 8))
  const source = await openSource(directory, scratch)
  if (!('tar' in source)) throw new Error('A directory comes as a tar stream.')
  return manager.client.deployInstance({ params: { name }, ...source })
}
