import { ManagerError } from '../domain/error.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { FormerName } from '../domain/store.ts'
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
  if (reserved) throw taken(name, 'An instance had that name until lately, and links may still point at it.')
}

const taken = (name: string, why: string): ManagerError =>
  new ManagerError('name_taken', `The name "${name}" is not free. ${why} Choose another name.`)

interface NameChange {
  readonly id: InstanceId
  readonly from: string
  readonly to: string
  readonly at: Date
}

/** Each name that is given up is nobody else's for a month, so they are few. */
const mostFormerNames = 10

/** Keeps the name that an instance gives up, and lets go of the one that it takes, if that was kept for it. @throws ManagerError `conflict` */
export async function changeName(connection: Connection, { id: instanceId, from, to, at }: NameChange): Promise<void> {
  await connection.deleteFrom('nameReservation').where('name', '=', to).execute()
  const former = await listFormerNames(connection, { at, id: instanceId })
  if (former.length >= mostFormerNames) throw tooOften(from, former.length)
  await reserveName(connection, { name: from, instanceId, from: at })
}

/** Keeps a name for an instance, also when that is gone. */
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

const tooOften = (name: string, count: number): ManagerError =>
  new ManagerError(
    'conflict',
    `"${name}" had ${count} other names within ${reservedDays} days, which are all kept for it. Take one of them back, or wait until the oldest is free.`,
  )

export async function listFormerNames(
  connection: Connection,
  { at, id }: { readonly at: Date; readonly id?: InstanceId | undefined },
): Promise<readonly FormerName[]> {
  let query = connection.selectFrom('nameReservation').selectAll().where('until', '>', toTime(at)).orderBy('until', 'desc')
  if (id !== undefined) query = query.where('instanceId', '=', id)
  return (await query.execute()).map((row) => ({ ...row, name: row.name as InstanceName, instanceId: row.instanceId as InstanceId }))
}

/** Which instance had the name lately, if it is kept for one. */
export async function findFormerBearer(connection: Connection, name: string, at: Date): Promise<InstanceId | undefined> {
  const query = connection.selectFrom('nameReservation').select('instanceId').where('name', '=', name).where('until', '>', toTime(at))
  return (await query.executeTakeFirst())?.instanceId as InstanceId | undefined
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
