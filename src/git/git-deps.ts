import type { Store } from '../domain/store.ts'
import type { Receiver } from './receiver.ts'

/** What git works with, whichever way a client comes. */
export interface GitDeps {
  readonly dataDir: string
  readonly store: Pick<Store, 'instances' | 'helpers' | 'audit'>
  readonly receiver: Receiver
  readonly maxPushMib: number
  /** Gets what nobody expected. */
  report(error: unknown): void
  /** Aborted when the manager ends. */
  readonly stopping: AbortSignal
}
