import type { GitAsked } from '../../domain/git-over-http.ts'
import type { HttpExchange } from '../../lib/node-http.ts'

/** One HTTP request of a git client, and its answer. */
export type GitHttpRequest = GitAsked & HttpExchange
