import type { Instance, Limits } from '../domain/instance.ts'
import { fromJson, toFlag } from './context.ts'
import type { InstanceRow } from './schema.ts'

export function toInstance({ sealedSecrets: _, otreeVersion, pythonVersion, ...row }: InstanceRow): Instance {
  return {
    ...row,
    id: row.id as Instance['id'],
    name: row.name as Instance['name'],
    owner: row.owner as Instance['owner'],
    state: row.state as Instance['state'],
    wanted: row.wanted as Instance['wanted'],
    authLevel: row.authLevel as Instance['authLevel'],
    network: row.network as Instance['network'],
    production: row.production === 1,
    tellAddresses: row.tellAddresses === 1,
    limits: fromJson<Limits>(row.limits),
    versions: { otree: otreeVersion, python: pythonVersion },
  }
}

export const toInstanceColumns = ({ versions, ...instance }: Instance): Omit<InstanceRow, 'sealedSecrets'> => ({
  ...instance,
  production: toFlag(instance.production),
  tellAddresses: toFlag(instance.tellAddresses),
  limits: JSON.stringify(instance.limits),
  otreeVersion: versions.otree,
  pythonVersion: versions.python,
})
