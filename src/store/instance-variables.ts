import type { InstanceId } from '../domain/names.ts'
import type { Variables } from '../domain/variables.ts'
import type { Connection } from './context.ts'
import type { Encryption } from './encryption.ts'

interface Place {
  readonly connection: Connection
  readonly encryption: Encryption
}

interface Written {
  readonly id: InstanceId
  readonly variables: Variables
  readonly setAt: string
}

/** Each value is sealed for its instance and its name, so that it cannot be moved to another one. */
const purposeOf = (id: string, name: string): string => `variable:${id}:${name}`

export async function readVariables({ connection, encryption }: Place, id: InstanceId): Promise<Variables> {
  const rows = await connection
    .selectFrom('instanceVariable')
    .select(['name', 'sealedValue'])
    .where('instanceId', '=', id)
    .orderBy('name')
    .execute()
  return Object.fromEntries(rows.map(({ name, sealedValue }) => [name, encryption.open(sealedValue, purposeOf(id, name))]))
}

/** Sets these variables; others of the instance stay. */
export async function writeVariables({ connection, encryption }: Place, { id, variables, setAt }: Written): Promise<void> {
  for (const [name, value] of Object.entries(variables)) {
    const sealedValue = encryption.seal(value, purposeOf(id, name))
    await connection
      .insertInto('instanceVariable')
      .values({ instanceId: id, name, sealedValue, setAt })
      .onConflict((conflict) => conflict.columns(['instanceId', 'name']).doUpdateSet({ sealedValue, setAt }))
      .execute()
  }
}

interface Copying {
  readonly from: InstanceId
  readonly to: InstanceId
  readonly setAt: string
}

/** Gives an instance the variables of another one, e.g. its successor. */
export async function copyVariables(place: Place, { from, to, setAt }: Copying): Promise<void> {
  await writeVariables(place, { id: to, variables: await readVariables(place, from), setAt })
}
