import { type Access, accessTo, accessToOperation, nobodys, ownedBy } from '../../domain/access.ts'
import type { ManagerEvent } from '../../domain/events.ts'
import type { InstanceName } from '../../domain/names.ts'
import { type Action, type Caller, isAllowed } from '../../domain/policy.ts'
import type { Store } from '../../domain/store.ts'
import type { LiveEvent } from '../contract/live.ts'

/** The event as a caller hears it, or null: not for them. */
export type Telling = (caller: Caller) => LiveEvent | null

/** What one must be allowed to do to hear of a topic. */
const actionOf: Readonly<Record<Exclude<ManagerEvent['topic'], 'sign-ins'>, Action>> = {
  instance: 'instance.read',
  playing: 'instance.playing',
  operation: 'operation.read',
  'operation-log': 'operation.read',
  access: 'live.open',
  people: 'person.list',
  keys: 'key.list',
}

type Of<T extends ManagerEvent['topic']> = Extract<ManagerEvent, { topic: T }>

/** Looks up who may hear of it at this moment. */
export async function toTelling(store: Store, event: ManagerEvent): Promise<Telling> {
  switch (event.topic) {
    case 'instance':
    case 'playing':
      return tellOfInstance(await accessByName(store, event), event)
    case 'operation':
    case 'operation-log':
      return tellOfOperation(store, event)
    case 'access':
      return (caller) => (caller.kind === 'person' && event.usernames.includes(caller.username) ? { topic: 'everything' } : null)
    case 'sign-ins':
      return () => null
    case 'people':
      return (caller) => (isAllowed(caller, actionOf.people, nobodys) ? { topic: 'people' } : null)
    case 'keys':
      return (caller) => (isAllowed(caller, actionOf.keys, ownedBy(event.owner)) ? { topic: 'keys' } : null)
  }
}

function tellOfInstance(accesses: readonly Access[], { topic, name }: Pick<Of<'instance' | 'playing'>, 'topic' | 'name'>): Telling {
  const mayHear = (caller: Caller): boolean => accesses.some((access) => isAllowed(caller, actionOf[topic], access))
  return (caller) => (mayHear(caller) ? { topic, name } : null)
}

/** One that lives and one in the trash may bear the same name; of one that is gone its last owner hears. */
async function accessByName({ instances, helpers }: Store, { name, owner }: Of<'instance' | 'playing'>): Promise<readonly Access[]> {
  const found = await instances.list({ name: name as InstanceName, withTrashed: true })
  const helping = await helpers.listOfEach(found.map(({ id }) => id))
  return found.length === 0
    ? [ownedBy(owner)]
    : found.map((instance) => ({ owner: instance.owner, helpers: helping.get(instance.id) ?? [] }))
}

/** Whoever may see the instance, but not what is being done to it, hears that the instance is different now. */
async function tellOfOperation(store: Store, { topic, id, instance, owner }: Of<'operation' | 'operation-log'>): Promise<Telling> {
  const operation = await store.operations.find(id)
  const subject = operation && (await store.instances.findById(operation.instanceId))
  const access = subject ? await accessTo(store, subject) : ownedBy(owner)
  const own = accessToOperation(access, operation?.by ?? '')
  const tellOfSubject = tellOfInstance(topic === 'operation' ? [access] : [], { topic: 'instance', name: instance })
  return (caller) => (isAllowed(caller, actionOf[topic], own) ? { topic, id, instance } : tellOfSubject(caller))
}
