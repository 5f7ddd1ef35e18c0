import type { ManagerEvent } from '../../domain/events.ts'
import { type Action, type Caller, isAllowed } from '../../domain/policy.ts'
import type { LiveEvent } from '../contract/live.ts'

/** What one must be allowed to do to hear of a topic. */
const actionOf: Readonly<Record<ManagerEvent['topic'], Action>> = {
  instance: 'instance.read',
  operation: 'operation.read',
  'operation-log': 'operation.read',
  people: 'person.list',
  keys: 'key.list',
}

/** The event as this caller hears it, or null: not for them. */
export function toVisibleEvent(caller: Caller, event: ManagerEvent): LiveEvent | null {
  const owner = 'owner' in event ? event.owner : null
  if (!isAllowed(caller, actionOf[event.topic], owner)) return null
  switch (event.topic) {
    case 'instance':
      return { topic: 'instance', name: event.name }
    case 'operation':
    case 'operation-log':
      return { topic: event.topic, id: event.id, instance: event.instance }
    default:
      return { topic: event.topic }
  }
}
