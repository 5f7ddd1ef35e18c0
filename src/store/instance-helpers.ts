import { ManagerError } from '../domain/error.ts'
import type { Helper } from '../domain/helper.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, Username } from '../domain/names.ts'
import type { HandingOver, HelperStore, NewHelper } from '../domain/store.ts'
import { type Connection, type StoreContext, toFlag, toTime } from './context.ts'
import { missing, rowById, toInstance } from './instance-row.ts'
import type { InstanceHelperRow } from './schema.ts'

/** Whom the owners of instances let in. */
export function createHelperStore({ database, now }: StoreContext): HelperStore {
  const select = database.selectFrom('instanceHelper').selectAll().orderBy('username')
  return {
    list: async (instanceId) => (await select.where('instanceId', '=', instanceId).execute()).map(toHelper),
    listOfEach: async (instanceIds) => {
      const helpers = (await select.where('instanceId', 'in', instanceIds).execute()).map(toHelper)
      return Map.groupBy(helpers, ({ instanceId }) => instanceId)
    },
    set: (given) => database.transaction().execute((connection) => setHelper(connection, { ...given, createdAt: toTime(now()) })),
    remove: async (instanceId, username) => {
      const remove = database.deleteFrom('instanceHelper').where('instanceId', '=', instanceId).where('username', '=', username)
      return (await remove.executeTakeFirst()).numDeletedRows > 0n
    },
  }
}

async function setHelper(connection: Connection, helper: NewHelper & Pick<Helper, 'createdAt'>): Promise<Helper> {
  const { instanceId, username, role, mayPay } = helper
  const { owner, name } = toInstance((await rowById(connection, instanceId)) ?? missing(instanceId))
  if (owner === username)
    throw new ManagerError('conflict', `"${username}" owns "${name}" and may do everything already. Name somebody else.`)
  await assertCanTakePart(connection, username)
  const row = await connection
    .insertInto('instanceHelper')
    .values({ ...helper, mayPay: toFlag(mayPay) })
    .onConflict((conflict) => conflict.columns(['instanceId', 'username']).doUpdateSet({ role, mayPay: toFlag(mayPay) }))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toHelper(row)
}

/** In one go, so that of two who hand it over at once only the first does; the new owner is nobody's helper any more by a trigger. */
export function handOver({ database, now }: StoreContext, id: InstanceId, { from, to, keepAs }: HandingOver): Promise<Instance> {
  return database.transaction().execute(async (connection) => {
    const instance = toInstance((await rowById(connection, id)) ?? missing(id))
    assertMayGo(instance, from, to)
    await assertCanTakePart(connection, to)
    await connection.updateTable('instance').set({ owner: to }).where('id', '=', id).execute()
    if (keepAs !== null) {
      const stays: NewHelper = { instanceId: id, username: from, role: keepAs, mayPay: keepAs === 'co-experimenter' }
      await setHelper(connection, { ...stays, createdAt: toTime(now()) })
    }
    return { ...instance, owner: to }
  })
}

function assertMayGo({ name, owner }: Instance, from: Username, to: Username): void {
  if (owner === to) throw new ManagerError('conflict', `"${to}" owns "${name}" already, so nothing was changed.`)
  if (owner === from) return
  throw new ManagerError('conflict', `"${name}" belongs to "${owner}" by now, so nothing was changed. Reload the page.`)
}

async function assertCanTakePart(connection: Connection, username: Username): Promise<void> {
  const person = await connection.selectFrom('user').select('banned').where('username', '=', username).executeTakeFirst()
  if (!person) {
    throw new ManagerError(
      'not_found',
      `There is nobody with the username "${username}", so nothing was changed. Ask them for their exact username, or a super-user to add them.`,
    )
  }
  if (person.banned !== 1) return
  throw new ManagerError(
    'conflict',
    `The account of "${username}" is deactivated, so nothing was changed. Choose somebody else, or ask a super-user to activate it.`,
  )
}

const toHelper = (row: InstanceHelperRow): Helper => ({
  ...row,
  instanceId: row.instanceId as InstanceId,
  username: row.username as Username,
  role: row.role as Helper['role'],
  mayPay: row.mayPay === 1,
})
