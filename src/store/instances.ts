import type { SelectQueryBuilder } from 'kysely'
import { ManagerError } from '../domain/error.ts'
import { defaultLimits, type Instance } from '../domain/instance.ts'
import type { InstanceId, Username } from '../domain/names.ts'
import { assertBelowQuota } from '../domain/quota.ts'
import type { InstanceFilter, InstanceStore, NewInstance } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'
import { type Connection, type StoreContext, toTime } from './context.ts'
import { rowByAnyName, rowByName } from './instance-by-name.ts'
import { handOver } from './instance-helpers.ts'
import { assertNameIsFree, listFormerNames, nextUid, reserveName } from './instance-names.ts'
import { getNotes, setNotes } from './instance-notes.ts'
import { insertInstance, missing, openSecrets, rowById, toInstance } from './instance-row.ts'
import { fromCursor, toPage } from './page.ts'
import type { InstanceRow, StoreSchema } from './schema.ts'
import { idsSharedWith } from './shared-with.ts'
import { isUniqueViolation } from './store-error.ts'
import { createSuccessor, succeed } from './succession.ts'
import { updateInstance } from './update-instance.ts'

/** Instances, their secrets, and who may be called what. */
export function createInstanceStore(context: StoreContext): InstanceStore {
  const { database, encryption, now } = context
  const findById = async (id: InstanceId): Promise<Instance | undefined> => toMaybe(await rowById(database, id))

  return {
    findById,
    find: async (name) => toMaybe(await rowByName(database, name)),
    findByAnyName: async (name) => toMaybe(await rowByAnyName(database, name, now())),
    listFormerNames: (id) => listFormerNames(database, { at: now(), id }),
    assertNameIsFree: (name, by) => assertNameIsFree(database, { name, at: now(), by }),
    get: async (name) => toMaybe(await rowByName(database, name)) ?? missing(name),
    getById: async (id) => (await findById(id)) ?? missing(id),
    list: async (filter = {}) => (await select(database, filter).execute()).map(toInstance),
    page: async (filter, cursor, limit) => {
      const [name = '', id = ''] = fromCursor(cursor, 2) ?? []
      const query = select(database, filter).where(({ eb, or, and }) =>
        or([eb('name', '>', name), and([eb('name', '=', name), eb('id', '>', id)])]),
      )
      const rows = await query.limit(limit + 1).execute()
      return toPage(rows.map(toInstance), limit, (last) => [last.name, last.id])
    },
    countCreatedBy: (username) => countCreatedBy(database, username),
    create: (input) => withNameCheck(input.name, () => createInstance(context, input)),
    update: (id, update) =>
      withNameCheck(update.name, () => database.transaction().execute((connection) => updateInstance(context, connection, id, update))),
    createSuccessor: (id, successor) => createSuccessor(context, id, successor),
    succeed: (id, successorId, update) => succeed(context, { id, successorId, update }),
    handOver: (id, handing) => handOver(context, id, handing),
    getNotes: (id) => getNotes(database, id),
    setNotes: (id, change) => setNotes(context, id, change),
    getSecrets: async (id) => openSecrets(encryption, (await rowById(database, id)) ?? missing(id)),
    purge: (id) => database.transaction().execute((connection) => purgeInstance(connection, id)),
    remove: (id) => database.transaction().execute((connection) => removeInstance(connection, id)),
  }
}

function createInstance({ database, encryption, now, uidBase }: StoreContext, input: NewInstance): Promise<Instance> {
  const { name, owner, secrets, creator, engine = 'process' } = input
  const createdBy = creator?.username ?? null
  return database.transaction().execute(async (connection) => {
    if (creator?.quota !== undefined) assertBelowQuota(await countCreatedBy(connection, creator.username), creator.quota)
    await assertNameIsFree(connection, { name, at: now(), by: null })
    const id = newId('i', 8) as InstanceId
    const uid = await nextUid(connection, uidBase)
    return insertInstance(
      { connection, encryption },
      toNewInstance({ id, name, owner, createdBy, engine, uid, createdAt: toTime(now()) }),
      secrets,
    )
  })
}

async function countCreatedBy(connection: Connection, username: Username): Promise<number> {
  const { count } = await connection
    .selectFrom('instance')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('createdBy', '=', username)
    .where('trashedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

const toNewInstance = (given: Pick<Instance, 'id' | 'name' | 'owner' | 'createdBy' | 'engine' | 'uid' | 'createdAt'>): Instance => ({
  ...given,
  siteId: given.id,
  state: 'starting', // until its repository and its database are there
  failure: null,
  wanted: 'running',
  deploymentId: null,
  processId: null,
  authLevel: 'STUDY',
  production: true,
  tellAddresses: false,
  network: 'internet',
  limits: defaultLimits,
  versions: { otree: null, python: null },
  projectFolder: null,
  labels: [],
  openUntil: null,
  trashedAt: null,
  purgeBegunAt: null,
})

/** The name of what lay in the trash is kept for as long as if it still did. */
async function purgeInstance(connection: Connection, id: InstanceId): Promise<void> {
  const instance = toMaybe(await rowById(connection, id))
  if (instance?.trashedAt) await reserveName(connection, { name: instance.name, instanceId: id, from: new Date(instance.trashedAt) })
  await removeRows(connection, id)
}

/** Undone, nothing of it is left, the names included. */
async function removeInstance(connection: Connection, id: InstanceId): Promise<void> {
  await connection.deleteFrom('nameReservation').where('instanceId', '=', id).execute()
  await removeRows(connection, id)
}

async function removeRows(connection: Connection, id: InstanceId): Promise<void> {
  await connection.updateTable('instance').set({ deploymentId: null }).where('id', '=', id).execute()
  await connection.deleteFrom('deployment').where('instanceId', '=', id).execute()
  await connection.deleteFrom('instance').where('id', '=', id).execute()
}

function select(connection: Connection, filter: InstanceFilter): SelectQueryBuilder<StoreSchema, 'instance', InstanceRow> {
  let query = connection.selectFrom('instance').selectAll().orderBy('name').orderBy('id')
  if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner)
  const { name, visibleTo, sharedWith } = filter
  if (name !== undefined) query = query.where('name', '=', name)
  if (sharedWith !== undefined) query = query.where('id', 'in', idsSharedWith(connection, sharedWith))
  if (visibleTo !== undefined)
    query = query.where(({ eb, or }) => or([eb('owner', '=', visibleTo), eb('id', 'in', idsSharedWith(connection, visibleTo))]))
  if (filter.states !== undefined) query = query.where('state', 'in', filter.states)
  if (!filter.withTrashed && !filter.states?.includes('trashed')) query = query.where('trashedAt', 'is', null)
  const search = filter.search?.trim().toLowerCase()
  if (search)
    query = query.where(({ eb, fn, or }) =>
      or([eb(fn('instr', ['name', eb.val(search)]), '>', 0), eb(fn('instr', ['owner', eb.val(search)]), '>', 0)]),
    )
  return query
}

const toMaybe = (row: InstanceRow | undefined): Instance | undefined => row && toInstance(row)
/** Two at once: the loser meets the database's own check. */
async function withNameCheck<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new ManagerError('name_taken', `There is an instance "${name}" already. Choose another name.`, {}, { cause: error })
  }
}
