import { sql } from 'kysely'
import type { Deployment, DeploymentSummary, DeploymentWithoutLock, Inspection } from '../domain/deployment.ts'
import { ManagerError } from '../domain/error.ts'
import type { DeploymentStore } from '../domain/store.ts'
import { fromJson, type StoreContext } from './context.ts'
import type { Encryption } from './encryption.ts'
import type { DeploymentRow } from './schema.ts'

/** Versions of code on instances, the newest first. */
export function createDeploymentStore({ database, encryption }: StoreContext): DeploymentStore {
  const select = database.selectFrom('deployment').selectAll()
  const find: DeploymentStore['find'] = async (id) => {
    const row = await select.where('id', '=', id).executeTakeFirst()
    return row && toDeployment(row, encryption)
  }
  const list: DeploymentStore['list'] = async (instanceId, limit = 100) => {
    const rows = await select.where('instanceId', '=', instanceId).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    return rows.map((row) => toDeployment(row, encryption))
  }
  return {
    find,
    get: async (id) => (await find(id)) ?? missing(id),
    list,
    findWithoutLock: async (id) => {
      const columns = [...summaryColumns, 'sealedInspection', ...versions] as const
      const row = await database.selectFrom('deployment').select(columns).where('id', '=', id).executeTakeFirst()
      return row && toWithoutLock(row, encryption)
    },
    lastOfEach: async (instanceIds) => {
      const newest = await selectNewest(database, instanceIds).execute()
      return new Map(newest.map((row) => [row.instanceId as Deployment['instanceId'], toSummary(row)]))
    },
    save: async (deployment) => {
      const { id, ...changes } = toRow(deployment, encryption)
      await database
        .insertInto('deployment')
        .values({ id, ...changes })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute()
    },
  }
}

/** The inspection holds the key that signs oTree's cookies. */
function toRow({ inspection, ...deployment }: Deployment, encryption: Encryption): DeploymentRow {
  return {
    ...deployment,
    artifact: deployment.artifact && JSON.stringify(deployment.artifact),
    warnings: JSON.stringify(deployment.warnings),
    sealedInspection: inspection && toSealedInspection(encryption, deployment.id, inspection),
  }
}

export const toSealedInspection = (encryption: Encryption, id: Deployment['id'], inspection: Inspection): string =>
  encryption.seal(JSON.stringify(inspection), inspectionOf(id))

function toDeployment({ sealedInspection, ...row }: DeploymentRow, encryption: Encryption): Deployment {
  const artifact = row.artifact === null ? null : fromJson<Deployment['artifact']>(row.artifact)
  return { ...toKnown(row), artifact, inspection: openInspection(encryption, row.id, sealedInspection) }
}

function toWithoutLock({ sealedInspection, ...row }: RowWithoutLock, encryption: Encryption): DeploymentWithoutLock {
  return { ...toSummary(row), inspection: openInspection(encryption, row.id, sealedInspection) }
}

function openInspection(encryption: Encryption, id: string, sealed: string | null): Inspection | null {
  return sealed === null ? null : fromJson<Inspection>(encryption.open(sealed, inspectionOf(id)))
}

function toSummary({ otreeVersion, pythonVersion, ...row }: NewestRow): DeploymentSummary {
  return { ...toKnown(row), artifact: otreeVersion === null || pythonVersion === null ? null : { otreeVersion, pythonVersion } }
}

function toKnown<R extends Pick<DeploymentRow, 'instanceId' | 'by' | 'state' | 'source' | 'warnings'>>(row: R) {
  return {
    ...row,
    instanceId: row.instanceId as Deployment['instanceId'],
    by: row.by as Deployment['by'],
    state: row.state as Deployment['state'],
    source: row.source as Deployment['source'],
    warnings: fromJson<readonly string[]>(row.warnings),
  }
}

const summaryColumns = [
  'id',
  'instanceId',
  'operationId',
  'commit',
  'projectFolder',
  'subject',
  'author',
  'committedAt',
  'by',
  'state',
  'failure',
  'failureCode',
  'warnings',
  'createdAt',
  'activeAt',
  'bringsBack',
  'source',
] as const satisfies readonly (keyof DeploymentRow)[]

type NewestRow = Pick<DeploymentRow, (typeof summaryColumns)[number]> & { otreeVersion: string | null; pythonVersion: string | null }

type RowWithoutLock = NewestRow & Pick<DeploymentRow, 'sealedInspection'>

/** The lock of a thousand deployments would be a hundred megabytes, so SQLite looks into the artifacts for what is shown. */
const versions = [
  sql<string | null>`json_extract("artifact", '$.otreeVersion')`.as('otreeVersion'),
  sql<string | null>`json_extract("artifact", '$.pythonVersion')`.as('pythonVersion'),
]

/** In the index's order, so that of each instance only the newest row is read. */
function selectNewest(database: StoreContext['database'], instanceIds: readonly string[]) {
  return database
    .selectFrom('deployment')
    .select([...summaryColumns, ...versions])
    .where('instanceId', 'in', instanceIds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deployment as later')
            .select('later.id')
            .whereRef('later.instanceId', '=', 'deployment.instanceId')
            .where((newer) =>
              newer.or([
                newer('later.createdAt', '>', newer.ref('deployment.createdAt')),
                newer.and([
                  newer('later.createdAt', '=', newer.ref('deployment.createdAt')),
                  newer('later.id', '>', newer.ref('deployment.id')),
                ]),
              ]),
            ),
        ),
      ),
    )
}

const inspectionOf = (id: string): string => `inspection:${id}`

function missing(id: string): never {
  throw new ManagerError('not_found', `There is no deployment "${id}". Look at the instance's list of deployments.`)
}
