import type { Store } from '../../domain/store.ts'
import type { Receiver } from '../receiver.ts'

/** What the SSH server works with. */
export interface SshDeps {
  readonly dataDir: string
  readonly store: Pick<Store, 'keys' | 'people' | 'instances' | 'audit'>
  readonly receiver: Receiver
  readonly maxPushMib: number
  /** Gets what nobody expected. */
  report(error: unknown): void
  /** Aborted when the server closes. */
  readonly stopping: AbortSignal
}
