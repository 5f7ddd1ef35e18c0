/** What git clients come for: to push, and to clone or fetch. */
export type GitVerb = 'receive-pack' | 'upload-pack'

/** What an HTTP request of a git client asks for. */
export interface GitAsked {
  readonly verb: GitVerb
  /** As it stands in the address, e.g. `otree1` or `otree1.git`. */
  readonly name: string
  /** Whether the client asks what there is (`info/refs`), before it pushes or fetches. */
  readonly isFirst: boolean
  /** The client's address. */
  readonly from: string | null
}

/** git over HTTP, which answers for itself: git clients want other words, and other ways to sign in, than those of the API.
 * `Http`: a request and its answer, as the HTTP server has them. */
export interface GitOverHttp<Http> {
  serve(asked: GitAsked & Http): Promise<void>
  /** Why it does not work on this machine; null: it does. */
  findFault(): Promise<string | null>
}
