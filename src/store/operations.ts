import type { ExpressionBuilder, Selectable } from 'kysely'
import { ManagerError } from '../domain/error.ts'
import type { Username } from '../domain/names.ts'
import { endStates, type Operation, type StepRecord } from '../domain/operation.ts'
import type { AskedAction } from '../domain/person.ts'
import type { OperationStore } from '../domain/store.ts'
import { addAuditEntry } from './audit.ts'
import { type Connection, fromJson, type StoreContext, toFlag } from './context.ts'
import type { OperationRow, StoreSchema } from './schema.ts'
import { idsSharedWith } from './shared-with.ts'
import { isUniqueViolation } from './store-error.ts'

type OperationColumns = Omit<OperationRow, 'sequence' | 'toTell' | 'auditAs'>

/** The journal. The database itself allows one unfinished operation per instance. */
export function createOperationStore(context: StoreContext): OperationStore {
  const { database } = context
  const find: OperationStore['find'] = async (id) => {
    const row = await database.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toOperation(row)
  }
  const get: OperationStore['get'] = async (id) => (await find(id)) ?? missing(id)
  return {
    find,
    get,
    list: async ({ instanceId, visibleTo, unfinished, limit }) => {
      let query = database.selectFrom('operation').selectAll().orderBy('sequence', 'desc')
      if (instanceId !== undefined) query = query.where('instanceId', '=', instanceId)
      if (visibleTo !== undefined) query = query.where(isVisible(database, visibleTo))
      if (unfinished) query = query.where('state', 'not in', [...endStates])
      if (limit !== undefined) query = query.limit(limit)
      return (await query.execute()).map(toOperation)
    },
    timesOf: async (ids) => {
      const rows = await database.selectFrom('operation').select(['id', 'startedAt', 'finishedAt']).where('id', 'in', ids).execute()
      return new Map(rows.map(({ id, ...times }) => [id as Operation['id'], times]))
    },
    insert: async (operation, { toTell = false, auditAs } = {}) => {
      try {
        await database
          .insertInto('operation')
          .values({ ...toColumns(operation), toTell: toFlag(toTell), auditAs: auditAs ? JSON.stringify(auditAs) : null })
          .execute()
      } catch (error) {
        throw isUniqueViolation(error) ? busy(error) : error
      }
    },
    update: async (id, update) => {
      const changes = toChangedColumns(update)
      if (!update.state || !endStates.has(update.state)) return updateRow(database, id, changes)
      await database.transaction().execute(async (connection) => {
        if (update.state === 'failed') await tellFailure(context, connection, id, update)
        await updateRow(connection, id, { ...changes, auditAs: null }) // who asked is not kept beside it once it has ended
      })
    },
    listUntold: async (by, visibleTo) => {
      const query = database
        .selectFrom('operation')
        .selectAll()
        .where('by', '=', by)
        .where('toTell', '=', 1)
        .where('finishedAt', 'is not', null)
        .where('createdAt', '>=', database.selectFrom('user').select('createdAt').where('username', '=', by)) // not of who had the name before
        .orderBy('sequence', 'desc')
        .limit(mostUntold)
      return (await (visibleTo === undefined ? query : query.where(isVisible(database, visibleTo))).execute()).map(toOperation)
    },
    markTold: async (by, ids) => {
      if (ids.length > 0) await database.updateTable('operation').set({ toTell: 0 }).where('by', '=', by).where('id', 'in', ids).execute()
    },
    remove: async (id) => {
      await database.deleteFrom('operation').where('id', '=', id).where('finishedAt', 'is not', null).execute()
    },
  }
}

const mostUntold = 100

async function updateRow(connection: Connection, id: string, changes: Partial<Omit<OperationRow, 'sequence' | 'toTell'>>): Promise<void> {
  const { numUpdatedRows } = await connection.updateTable('operation').set(changes).where('id', '=', id).executeTakeFirst()
  if (numUpdatedRows === 0n) missing(id)
}

/** Who has the username now may have got it since, and must not read where the one before was. */
async function isSomebodyElse(connection: Connection, username: string | null, since: string): Promise<boolean> {
  const later = connection.selectFrom('user').select('id').where('username', '=', username).where('createdAt', '>', since)
  return username !== null && (await later.executeTakeFirst()) !== undefined
}

/** What somebody asked for and did not get is in the audit log. */
async function tellFailure(context: StoreContext, connection: Connection, id: string, { error }: Partial<Operation>): Promise<void> {
  const row = await connection.selectFrom('operation').select(['auditAs', 'createdAt']).where('id', '=', id).executeTakeFirst()
  if (row?.auditAs == null) return
  const asked = fromJson<AskedAction>(row.auditAs)
  const from = (await isSomebodyElse(connection, asked.who, row.createdAt)) ? null : asked.from
  await addAuditEntry(context, connection, { ...asked, from, result: 'failed', detail: error?.code ?? null })
}

/** The same as `accessToOperation` says of one, in the database, so that a list is one query. */
const isVisible =
  (database: Connection, username: Username) =>
  ({ eb, or, and }: ExpressionBuilder<StoreSchema, 'operation'>) =>
    or([
      eb('instanceId', 'in', database.selectFrom('instance').select('id').where('owner', '=', username)),
      eb('instanceId', 'in', idsSharedWith(database, username, 'co-experimenter')),
      and([
        eb('by', '=', username),
        eb('createdAt', '>=', database.selectFrom('user').select('createdAt').where('username', '=', username)),
        eb('instanceId', 'in', idsSharedWith(database, username, 'assistant')),
      ]),
    ])

/** Only what changes: two updates at the same time do not undo each other. */
const toChangedColumns = ({ committed, input, steps, error, ...plain }: Partial<Operation>): Partial<OperationColumns> => ({
  ...plain,
  ...(committed === undefined ? {} : { committed: toFlag(committed) }),
  ...(input === undefined ? {} : { input: JSON.stringify(input) }),
  ...(steps === undefined ? {} : { steps: JSON.stringify(steps) }),
  ...(error === undefined ? {} : { error: error && JSON.stringify(error) }),
})

const toColumns = (operation: Operation): OperationColumns => ({
  ...operation,
  committed: toFlag(operation.committed),
  input: JSON.stringify(operation.input),
  steps: JSON.stringify(operation.steps),
  error: operation.error && JSON.stringify(operation.error),
})

const toOperation = ({ sequence: _, toTell: __, auditAs: ___, ...row }: Selectable<OperationRow>): Operation => ({
  ...row,
  kind: row.kind as Operation['kind'],
  instanceId: row.instanceId as Operation['instanceId'],
  by: row.by as Operation['by'],
  state: row.state as Operation['state'],
  committed: row.committed === 1,
  input: fromJson<Operation['input']>(row.input),
  steps: fromJson<readonly StepRecord[]>(row.steps),
  error: row.error === null ? null : fromJson<Operation['error']>(row.error),
})

function missing(id: string): never {
  throw new ManagerError('not_found', `There is no operation "${id}". Look at the list of operations.`)
}

const busy = (cause: unknown): ManagerError =>
  new ManagerError('busy', 'Something else is being done to this instance. Wait until it is finished.', {}, { cause })
