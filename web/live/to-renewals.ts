import type { LiveEvent } from '../../src/api/contract/live.ts'
import { queryKeys } from './query-keys.ts'

/** What an event asks to fetch again: keys of answers, and the instance whose card changed. */
export interface Renewals {
  readonly keys: readonly (readonly string[])[]
  /** With a thousand instances one card is fetched, not the whole list. */
  readonly card: string | null
}

export function toRenewals(event: LiveEvent): Renewals {
  switch (event.topic) {
    case 'everything':
      return { keys: [[]], card: null }
    case 'instance':
      return { keys: [queryKeys.instance(event.name)], card: event.name }
    case 'playing':
      return { keys: [queryKeys.playing(event.name)], card: event.name }
    case 'operation':
      return { keys: [queryKeys.operation(event.id), queryKeys.instance(event.instance)], card: event.instance }
    case 'operation-log':
      return { keys: [], card: null } // whoever shows the log follows it
    case 'people':
      return { keys: [queryKeys.people, queryKeys.me], card: null }
    case 'keys':
      return { keys: [queryKeys.keys], card: null }
  }
}
