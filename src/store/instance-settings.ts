import { sql } from 'kysely'
import type { SettingsChange } from '../domain/instance-settings.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Effect, InstanceSettingsStore } from '../domain/store.ts'
import { changeVariables, type Variables } from '../domain/variables.ts'
import { newId } from '../lib/ids.ts'
import { type Connection, fromJson, type StoreContext, toTime } from './context.ts'
import { toSealedInspection } from './deployments.ts'
import type { Encryption } from './encryption.ts'
import { missing, openSecrets, rowById, sealSecrets } from './instance-row.ts'
import { copyVariables, readVariables, writeVariables } from './instance-variables.ts'
import { updateInstance } from './update-instance.ts'

/** Variables of instances, and changes of settings until they are in effect. */
export function createInstanceSettingsStore(context: StoreContext): InstanceSettingsStore {
  const { database, encryption, now } = context
  return {
    getVariables: (id) => readVariables({ connection: database, encryption }, id),
    listVariables: (id) =>
      database.selectFrom('instanceVariable').select(['name', 'setAt']).where('instanceId', '=', id).orderBy('name').execute(),
    copyVariables: (from, to) => copyVariables({ connection: database, encryption }, { from, to, setAt: toTime(now()) }),
    propose: async (instanceId, change) => {
      const id = newId('c', 12)
      const sealedChange = encryption.seal(JSON.stringify(change), changeOf(id))
      await database
        .insertInto('settingsChange')
        .values({ id, instanceId, sealedChange, createdAt: toTime(now()) })
        .execute()
      return id
    },
    findProposed: (id, changeId) => findChange({ connection: database, encryption }, id, changeId),
    apply: (id, changeId, effect) => database.transaction().execute((connection) => apply(context, connection, { id, changeId, effect })),
    drop: (id, changeId) => removeChange(database, id, changeId),
    dropOlder: async (before) => {
      const { numDeletedRows } = await database
        .deleteFrom('settingsChange')
        .where('createdAt', '<', before)
        .where('id', 'not in', idsUnderWay(database))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** Operations that wait, e.g. for an engine that is away, still need theirs. */
const idsUnderWay = (connection: Connection) =>
  connection
    .selectFrom('operation')
    .select(sql<string>`coalesce(json_extract("input", '$.changeId'), '')`.as('id'))
    .where('finishedAt', 'is', null)

const changeOf = (id: string): string => `settings-change:${id}`

interface Place {
  readonly connection: Connection
  readonly encryption: Encryption
}

async function findChange({ connection, encryption }: Place, id: InstanceId, changeId: string): Promise<SettingsChange | undefined> {
  const row = await connection
    .selectFrom('settingsChange')
    .select('sealedChange')
    .where('id', '=', changeId)
    .where('instanceId', '=', id)
    .executeTakeFirst()
  return row && fromJson<SettingsChange>(encryption.open(row.sealedChange, changeOf(changeId)))
}

async function removeChange(connection: Connection, id: InstanceId, changeId: string): Promise<void> {
  await connection.deleteFrom('settingsChange').where('id', '=', changeId).where('instanceId', '=', id).execute()
}

interface Applying {
  readonly id: InstanceId
  readonly changeId: string
  readonly effect: Effect
}

/** Secrets, variables, row and inspection together: what oTree runs with and what the gateway takes its cookies for never differ. */
async function apply(context: StoreContext, connection: Connection, { id, changeId, effect }: Applying): Promise<void> {
  const place = { connection, encryption: context.encryption }
  const change = await findChange(place, id, changeId)
  if (!change) return
  const { adminPassword, variables, authLevel, production } = change
  if (adminPassword !== undefined) await setPassword(place, id, adminPassword)
  if (variables) await setVariables(place, { id, variables, setAt: toTime(context.now()) })
  const chosen = { ...(authLevel === undefined ? {} : { authLevel }), ...(production === undefined ? {} : { production }) }
  await updateInstance(context, connection, id, { ...chosen, ...effect.update })
  if (effect.inspected) await setInspection(place, effect.inspected)
  await removeChange(connection, id, changeId)
}

async function setPassword({ connection, encryption }: Place, id: InstanceId, adminPassword: string): Promise<void> {
  const row = (await rowById(connection, id)) ?? missing(id)
  const sealedSecrets = sealSecrets(encryption, id, { ...openSecrets(encryption, row), adminPassword })
  await connection.updateTable('instance').set({ sealedSecrets }).where('id', '=', id).execute()
}

interface Setting {
  readonly id: InstanceId
  readonly variables: NonNullable<SettingsChange['variables']>
  readonly setAt: string
}

async function setVariables(place: Place, { id, variables, setAt }: Setting): Promise<void> {
  const after = changeVariables(await readVariables(place, id), variables)
  const gone = Object.keys(variables).filter((name) => !Object.hasOwn(after, name))
  const { connection } = place
  if (gone.length > 0) await connection.deleteFrom('instanceVariable').where('instanceId', '=', id).where('name', 'in', gone).execute()
  const set: Variables = Object.fromEntries(Object.entries(after).filter(([name]) => Object.hasOwn(variables, name)))
  await writeVariables(place, { id, variables: set, setAt })
}

async function setInspection({ connection, encryption }: Place, inspected: NonNullable<Effect['inspected']>): Promise<void> {
  const sealedInspection = toSealedInspection(encryption, inspected.deploymentId, inspected.inspection)
  await connection.updateTable('deployment').set({ sealedInspection }).where('id', '=', inspected.deploymentId).execute()
}
