import type { SelectQueryBuilder } from 'kysely'
import type { HelperRole } from '../domain/helper.ts'
import type { Username } from '../domain/names.ts'
import type { Connection } from './context.ts'
import type { StoreSchema } from './schema.ts'

/** The ids of the instances that somebody helps with, as part of a larger query. */
export function idsSharedWith(
  connection: Connection,
  username: Username,
  role?: HelperRole,
): SelectQueryBuilder<StoreSchema, 'instanceHelper', { instanceId: string }> {
  const query = connection.selectFrom('instanceHelper').select('instanceId').where('username', '=', username)
  return role === undefined ? query : query.where('role', '=', role)
}
