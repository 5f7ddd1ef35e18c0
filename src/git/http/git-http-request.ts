import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GitVerb } from '../git-services.ts'

/** One HTTP request of a git client, and its answer. */
export interface GitHttpRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly verb: GitVerb
  /** As it stands in the address, e.g. `otree1` or `otree1.git`. */
  readonly name: string
  /** Whether the client asks what there is (`info/refs`), before it pushes or fetches. */
  readonly isFirst: boolean
  /** The client's address. */
  readonly from: string | null
}
