import { ManagerError } from '../domain/error.ts'
import type { Instance, InstanceSecrets, Limits } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { type Connection, fromJson, type StoreContext, toFlag } from './context.ts'
import type { Encryption } from './encryption.ts'
import type { InstanceRow } from './schema.ts'

export function toInstance({ sealedSecrets: _, otreeVersion, pythonVersion, ...row }: InstanceRow): Instance {
  return {
    ...row,
    id: row.id as Instance['id'],
    name: row.name as Instance['name'],
    owner: row.owner as Instance['owner'],
    siteId: row.siteId as Instance['siteId'],
    engine: row.engine as Instance['engine'],
    createdBy: row.createdBy as Instance['createdBy'],
    state: row.state as Instance['state'],
    wanted: row.wanted as Instance['wanted'],
    authLevel: row.authLevel as Instance['authLevel'],
    network: row.network as Instance['network'],
    production: row.production === 1,
    tellAddresses: row.tellAddresses === 1,
    limits: fromJson<Limits>(row.limits),
    labels: fromJson<readonly string[]>(row.labels),
    versions: { otree: otreeVersion, python: pythonVersion },
  }
}

export const toInstanceColumns = ({ versions, ...instance }: Instance): Omit<InstanceRow, 'sealedSecrets'> => ({
  ...instance,
  production: toFlag(instance.production),
  tellAddresses: toFlag(instance.tellAddresses),
  limits: JSON.stringify(instance.limits),
  labels: JSON.stringify(instance.labels),
  otreeVersion: versions.otree,
  pythonVersion: versions.python,
})

export const rowById = (connection: Connection, id: InstanceId): Promise<InstanceRow | undefined> =>
  connection.selectFrom('instance').selectAll().where('id', '=', id).executeTakeFirst()

/** Writes the row of a new instance, secrets sealed. */
export async function insertInstance(
  { connection, encryption }: Pick<StoreContext, 'encryption'> & { readonly connection: Connection },
  instance: Instance,
  secrets: InstanceSecrets,
): Promise<Instance> {
  const sealedSecrets = sealSecrets(encryption, instance.id, secrets)
  await connection
    .insertInto('instance')
    .values({ ...toInstanceColumns(instance), sealedSecrets })
    .execute()
  return instance
}

export const openSecrets = (encryption: Encryption, { id, sealedSecrets }: InstanceRow): InstanceSecrets =>
  fromJson<InstanceSecrets>(encryption.open(sealedSecrets, secretsOf(id)))

export const sealSecrets = (encryption: Encryption, id: InstanceId, secrets: InstanceSecrets): string =>
  encryption.seal(JSON.stringify(secrets), secretsOf(id))

const secretsOf = (id: string): string => `instance:${id}`

export function missing(what: string): never {
  throw new ManagerError('not_found', `There is no instance "${what}". Look at the list of instances for its name.`)
}
