import type { EngineKind } from '../domain/engine-kind.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { InstanceUpdate, Successor } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'
import { type Connection, type StoreContext, toTime } from './context.ts'
import { nextUid } from './instance-names.ts'
import { insertInstance, missing, openSecrets, rowById, toInstance, toInstanceColumns } from './instance-row.ts'
import { copyVariables } from './instance-variables.ts'

/** The row of what shall take an instance's place; in the trash until then, where the same name may stand twice. */
export function createSuccessor(context: StoreContext, id: InstanceId, { secrets, ...given }: Successor): Promise<Instance> {
  const { database, encryption, now, uidBase } = context
  return database.transaction().execute(async (connection) => {
    const row = (await rowById(connection, id)) ?? missing(id)
    const rest = {
      state: 'trashed',
      trashedAt: toTime(now()),
      wanted: 'stopped',
      failure: null,
      deploymentId: null,
      processId: null,
    } as const
    const successor: Instance = { ...toInstance(row), ...given, ...rest, siteId: given.id, uid: await nextUid(connection, uidBase) }
    await insertInstance({ connection, encryption }, successor, { ...openSecrets(encryption, row), ...secrets })
    await copyVariables({ connection, encryption }, { from: id, to: successor.id, setAt: toTime(now()) })
    return successor
  })
}

interface Succession {
  readonly id: InstanceId
  readonly successorId: InstanceId
  readonly update: InstanceUpdate
}

/** Changes the places of an instance and its successor: what somebody set meanwhile (name, owner, versions) goes along.
 * Whatever else is kept by the id of an instance, and belongs to what people call by its name, has to be moved here, too. */
export function succeed({ database, now }: StoreContext, { id, successorId, update }: Succession): Promise<Instance> {
  return database.transaction().execute(async (connection) => {
    const old = toInstance((await rowById(connection, id)) ?? missing(id))
    const before = toInstance((await rowById(connection, successorId)) ?? missing(successorId))
    if (before.trashedAt === null) return before
    const after: Instance = { ...old, id: before.id, engine: before.engine, uid: before.uid, trashedAt: null, ...update }
    await moveToTrash(connection, old, toTime(now()))
    await connection.updateTable('instance').set(toInstanceColumns(after)).where('id', '=', successorId).execute()
    await moveHistory(connection, old, successorId)
    return after
  })
}

async function moveToTrash(connection: Connection, old: Instance, trashedAt: string): Promise<void> {
  const name = await findName(connection, old)
  const rest = { state: 'trashed', processId: null, failure: null } as const
  const trashed: Instance = { ...old, ...rest, name, trashedAt, siteId: newId('i', 8) as InstanceId }
  await connection.updateTable('instance').set(toInstanceColumns(trashed)).where('id', '=', old.id).execute()
}

/** The version that ran stays with the old one, which needs it to be restored. Notes and helpers go along with the name. */
async function moveHistory(connection: Connection, { id, deploymentId }: Instance, instanceId: InstanceId): Promise<void> {
  await connection
    .updateTable('deployment')
    .set({ instanceId })
    .where('instanceId', '=', id)
    .where('id', '!=', deploymentId ?? '')
    .execute()
  await connection.updateTable('instanceNotes').set({ instanceId }).where('instanceId', '=', id).execute()
  await connection.updateTable('instanceHelper').set({ instanceId }).where('instanceId', '=', id).execute()
  await connection.updateTable('operation').set({ instanceId }).where('instanceId', '=', id).execute()
  await connection.updateTable('nameReservation').set({ instanceId }).where('instanceId', '=', id).execute()
}

const longestName = 32

/** e.g. `otree1-on-process`; one that no instance has or had lately, so that it can be restored by it. */
async function findName(connection: Connection, { name, engine }: Instance): Promise<InstanceName> {
  for (let number = 1; ; number++) {
    const candidate = toName(name, engine, number)
    if (!(await isTaken(connection, candidate))) return candidate
  }
}

function toName(name: string, engine: EngineKind, number: number): InstanceName {
  const end = `-on-${engine}${number === 1 ? '' : `-${number}`}`
  return `${name.slice(0, longestName - end.length)}${end}` as InstanceName
}

async function isTaken(connection: Connection, name: string): Promise<boolean> {
  const bearer = await connection.selectFrom('instance').select('id').where('name', '=', name).executeTakeFirst()
  const reserved = await connection.selectFrom('nameReservation').select('name').where('name', '=', name).executeTakeFirst()
  return bearer !== undefined || reserved !== undefined
}
