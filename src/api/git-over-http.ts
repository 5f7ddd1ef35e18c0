import type { IncomingMessage, ServerResponse } from 'node:http'

/** git over HTTP, which answers for itself: git clients want other words, and other ways to sign in, than those of the API. */
export interface GitOverHttp {
  serve(asked: GitAsked): Promise<void>
  /** Why it does not work on this machine; null: it does. */
  findFault(): Promise<string | null>
}

export interface GitAsked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly verb: GitVerb
  readonly name: string
  readonly isFirst: boolean
  readonly from: string | null
}

export type GitVerb = 'receive-pack' | 'upload-pack'
