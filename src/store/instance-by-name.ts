import type { InstanceId } from '../domain/names.ts'
import type { Connection } from './context.ts'
import { findFormerBearer } from './instance-names.ts'
import { rowById } from './instance-row.ts'
import type { InstanceRow } from './schema.ts'

/** Live instances first: after 30 days a new one may bear the name of one in the trash. */
export const rowByName = (connection: Connection, name: string): Promise<InstanceRow | undefined> =>
  connection
    .selectFrom('instance')
    .selectAll()
    .where('name', '=', name)
    .orderBy('trashedAt', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst()

/** What lives comes first, then who had the name lately, then what lies in the trash. */
export async function rowByAnyName(connection: Connection, name: string, at: Date): Promise<InstanceRow | undefined> {
  const bearer = await rowByName(connection, name)
  if (bearer?.trashedAt === null) return bearer
  const former: InstanceId | undefined = await findFormerBearer(connection, name, at)
  return (former && (await rowById(connection, former))) ?? bearer
}
