import type { PageName } from './page-texts.ts'
import type { Upstream } from './upstream.ts'

/** Somebody at the door of an instance, with a request or a WebSocket, who may have to wait. */
export interface Visit {
  /** `performance.now()` */
  readonly arrivedAt: number
  /** Whether a person waits for a page to appear, and reads one of ours meanwhile; what sends something, or asks for a part of a page, waits itself. */
  readonly isDocument: boolean
  /** Whether they hung up. */
  readonly isGone: () => boolean
  /** Calls `leave` when they hang up while they wait. */
  readonly onGone: (leave: () => void) => void
  readonly refuse: (page: PageName) => void
  /** Hands them to the upstream; `onUnreachable` when it took nothing of the request, so that it may go elsewhere. */
  readonly forward: (upstream: Upstream, onUnreachable: () => void) => void
}
