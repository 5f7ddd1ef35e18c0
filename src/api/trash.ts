import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { Action } from '../domain/policy.ts'
import type { Endpoint } from './contract/endpoint.ts'
import type { Things } from './things.ts'

const possibleInTrash: ReadonlySet<Action> = new Set([
  'instance.read',
  'instance.packages',
  'instance.helpers',
  'instance.audit',
  'instance.logs',
  'instance.metrics',
  'instance.variables',
  'instance.restore',
  'instance.purge',
  'instance.copies',
  'instance.download-copy',
  'deployment.list',
])

/** What is in the trash can be looked at and restored. @throws ManagerError `conflict` */
export function assertNotInTrash({ thing, action }: Pick<Endpoint, 'thing' | 'action'>, value: Things[Endpoint['thing']]): void {
  if (thing !== 'instance' && thing !== 'helper') return
  const { name, state } = value as Instance
  if (state === 'trashed' && !possibleInTrash.has(action)) {
    throw new ManagerError('conflict', `The instance "${name}" is in the trash. A super-user can restore it: otm instances restore ${name}`)
  }
}
