import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import { type Connection, toTime } from './context.ts'

/** How long the name of a trashed or renamed instance is kept: links, remotes and shortcuts still point at it. */
const reservedDays = 30
const dayMs = 24 * 60 * 60 * 1000

/** @param request `by`: the instance that wants the name and may take its own former one back; null: a new one
 * @throws ManagerError `name_taken` */
export async function assertNameIsFree(
  connection: Connection,
  { name, at, by }: { readonly name: string; readonly at: Date; readonly by: InstanceId | null },
): Promise<void> {
  const trashedAfter = toTime(new Date(at.getTime() - reservedDays * dayMs))
  const bearer = await connection
    .selectFrom('instance')
    .select('trashedAt')
    .where('name', '=', name)
    .where('id', '!=', by ?? '')
    .where((where) => where.or([where('trashedAt', 'is', null), where('trashedAt', '>', trashedAfter)]))
    .executeTakeFirst()
  if (bearer)
    throw taken(name, bearer.trashedAt === null ? 'There is an instance of that name.' : 'An instance of that name is in the trash.')
  const reserved = await connection
    .selectFrom('nameReservation')
    .select('name')
    .where('name', '=', name)
    .where('instanceId', '!=', by ?? '')
    .where('until', '>', toTime(at))
    .executeTakeFirst()
  if (reserved) throw taken(name, 'An instance had that name until lately, and links still point at it.')
}

const taken = (name: string, why: string): ManagerError =>
  new ManagerError('name_taken', `The name "${name}" is not free. ${why} Choose another name.`)

/** Keeps a name that its instance gives up. */
export async function reserveName(
  connection: Connection,
  { name, instanceId, from }: { readonly name: string; readonly instanceId: InstanceId; readonly from: Date },
): Promise<void> {
  const until = toTime(new Date(from.getTime() + reservedDays * dayMs))
  await connection
    .insertInto('nameReservation')
    .values({ name, instanceId, until })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ instanceId, until }))
    .execute()
}

/** A uid that was never given before: files of instances long gone may still bear the old ones. */
export async function nextUid(connection: Connection, uidBase: number): Promise<number> {
  const last = await connection.selectFrom('counter').select('value').where('name', '=', 'uid').executeTakeFirst()
  const value = Math.max((last?.value ?? 0) + 1, uidBase)
  await connection
    .insertInto('counter')
    .values({ name: 'uid', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return value
}
