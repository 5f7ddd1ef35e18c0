import { join } from 'node:path'
import { type InstanceId, toInstanceId } from '../domain/names.ts'

/** Where an instance's bare repository is, e.g. `/srv/otm/instances/iq4m2zk7a/repository.git`. */
export const toRepositoryDirectory = (dataDir: string, id: InstanceId): string =>
  join(dataDir, 'instances', toInstanceId(id), 'repository.git')
