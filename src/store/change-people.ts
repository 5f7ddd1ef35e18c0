import { faultAt, ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import { toSkeleton } from '../domain/look-alike.ts'
import type { Username } from '../domain/names.ts'
import { aboutInstance, type NewPerson, type PersonChange } from '../domain/person.ts'
import type { Removal } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'
import { addAuditEntry } from './audit.ts'
import { type Connection, type StoreContext, toFlag, toTime } from './context.ts'
import { toInstance } from './instance-row.ts'
import type { UserRow } from './schema.ts'

/** Writes a person as better-auth would. */
export function createPerson({ database, now }: StoreContext, person: NewPerson): Promise<void> {
  return database.transaction().execute(async (connection) => {
    await assertUsernameIsFree(connection, person.username)
    await assertEmailIsFree(connection, person)
    const at = toTime(now())
    const fixed = { id: newId('', 32), emailVerified: 1, banned: 0, theme: null, createdAt: at, updatedAt: at }
    await connection
      .insertInto('user')
      .values({ ...person, ...fixed, email: person.email.toLowerCase() })
      .execute()
  })
}

export function updatePerson({ database, now }: StoreContext, username: Username, change: PersonChange): Promise<void> {
  return database.transaction().execute(async (connection) => {
    const row = await rowByName(connection, username)
    const losesPower = change.role === 'experimenter' || change.active === false
    if (losesPower) await assertNotLastSuperUser(connection, row)
    if (change.email !== undefined) await assertEmailIsFree(connection, { username, email: change.email })
    await connection
      .updateTable('user')
      .set(toColumns(change, toTime(now())))
      .where('id', '=', row.id)
      .execute()
    if (change.active === false) await connection.deleteFrom('session').where('userId', '=', row.id).execute()
    if (isReachedOtherwise(row, change)) await connection.deleteFrom('oneTimeLink').where('username', '=', username).execute()
  })
}

export function removePerson(context: StoreContext, username: Username, removal?: Removal): Promise<readonly Instance[]> {
  return context.database.transaction().execute(async (connection) => {
    const row = await getRemovable(connection, username, removal)
    const owned = (await connection.selectFrom('instance').selectAll().where('owner', '=', username).orderBy('name').execute()).map(
      toInstance,
    )
    const left = owned.filter(({ trashedAt }) => removal === undefined || (trashedAt === null && !removal.alsoLive))
    if (left.length > 0) throw ownsInstances(username, left)
    const handed = removal === undefined ? [] : await handOver({ context, connection, removal }, owned)
    await connection.updateTable('instance').set({ createdBy: null }).where('createdBy', '=', username).execute()
    await connection.deleteFrom('user').where('id', '=', row.id).execute()
    return handed
  })
}

type PowerRow = Pick<UserRow, 'id' | 'username' | 'email' | 'role' | 'banned'>

/** Links that were given to whoever had the old address, or had the account before it was switched off, must not open it any more. */
const isReachedOtherwise = (row: PowerRow, { email, active }: PersonChange): boolean =>
  (email !== undefined && email.toLowerCase() !== row.email) || (active !== undefined && toFlag(!active) !== (row.banned ?? 0))

interface HandingOver {
  readonly context: StoreContext
  readonly connection: Connection
  readonly removal: Removal
}

async function handOver({ context, connection, removal }: HandingOver, owned: readonly Instance[]): Promise<readonly Instance[]> {
  const { heir, asked } = removal
  for (const instance of owned) {
    await connection.updateTable('instance').set({ owner: heir }).where('id', '=', instance.id).execute()
    const detail = `from ${instance.owner}, who is deleted, to ${heir}`
    await addAuditEntry(context, connection, {
      ...asked,
      ...aboutInstance(instance),
      action: 'instance.hand-over',
      result: 'allowed',
      detail,
    })
  }
  return owned.map((instance) => ({ ...instance, owner: heir }))
}

/** The row of somebody whom nothing keeps but instances that are not in the trash yet. */
export async function getRemovable(connection: Connection, username: Username, removal?: Removal): Promise<PowerRow> {
  const row = await rowByName(connection, username)
  await assertNotLastSuperUser(connection, row)
  if (removal) await assertMayInherit(connection, removal.heir, username)
  return row
}

async function assertMayInherit(connection: Connection, heir: Username, username: Username): Promise<void> {
  if (heir === username) throw new ManagerError('conflict', `"${heir}" is to be deleted and cannot keep the instances. Name somebody else.`)
  const { banned } = await rowByName(connection, heir)
  if (banned === 1) throw new ManagerError('conflict', `"${heir}" is not active. Hand the instances over to somebody who is.`)
}

async function rowByName(connection: Connection, username: Username): Promise<PowerRow> {
  const row = await connection
    .selectFrom('user')
    .select(['id', 'username', 'email', 'role', 'banned'])
    .where('username', '=', username)
    .executeTakeFirst()
  if (!row) throw new ManagerError('not_found', `There is no person with the username "${username}". Look at the list of people.`)
  return row
}

async function assertNotLastSuperUser(connection: Connection, { id, username, role, banned }: PowerRow) {
  if (role !== 'super-user' || banned === 1) return
  const others = await connection
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'super-user')
    .where('id', '!=', id)
    .where('banned', 'is not', 1)
    .execute()
  if (others.length > 0) return
  throw new ManagerError('conflict', `"${username}" is the last super-user. Make somebody else a super-user first.`)
}

async function assertUsernameIsFree(connection: Connection, username: Username): Promise<void> {
  const skeleton = toSkeleton(username)
  const all = await connection.selectFrom('user').select('username').execute()
  const other = all.find((row) => row.username !== null && toSkeleton(row.username) === skeleton)?.username
  if (other === undefined || other === null) return
  const why =
    other === username ? `The username "${username}" is taken.` : `The username "${username}" looks like "${other}", which is taken.`
  throw faultAt('username', 'name_taken', `${why} Choose another one.`)
}

async function assertEmailIsFree(connection: Connection, { username, email }: Pick<NewPerson, 'username' | 'email'>): Promise<void> {
  const other = await connection.selectFrom('user').select('username').where('email', '=', email.toLowerCase()).executeTakeFirst()
  if (!other || other.username === username) return
  throw faultAt(
    'email',
    'conflict',
    `The e-mail address ${email} belongs to "${other.username}". Every person has an address of their own.`,
  )
}

function ownsInstances(username: Username, owned: readonly Instance[]): ManagerError {
  const names = owned.map(({ name, trashedAt }) => (trashedAt === null ? name : `${name} (in the trash)`)).join(', ')
  return new ManagerError(
    'conflict',
    `"${username}" owns instances: ${names}. Hand them over (handTo=USERNAME, or: otm users delete ${username} --hand-to USERNAME), or have them moved to the trash (instances=trash, or: otm users delete ${username} --trash).`,
  )
}

const toColumns = (
  { active, email, ...rest }: PersonChange,
  updatedAt: string,
): Omit<Partial<UserRow>, 'instanceQuota'> & { readonly instanceQuota?: number } => ({
  ...rest,
  ...(email === undefined ? {} : { email: email.toLowerCase() }),
  ...(active === undefined ? {} : { banned: toFlag(!active) }),
  updatedAt,
})
