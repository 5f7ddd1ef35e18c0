/** A body that is sent as it comes, e.g. a tar stream. */
export type ByteStream = AsyncIterable<Uint8Array>

export interface OutgoingRequest {
  readonly method: string
  /** Path and query, e.g. `/api/v1/instances?limit=10`. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | ByteStream
  readonly signal?: AbortSignal
}

export interface IncomingAnswer {
  readonly status: number
  readonly body: ByteStream
  /** By names in lower case. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Carries one request. @throws ManagerError `unreachable` */
export type Transport = (request: OutgoingRequest) => Promise<IncomingAnswer>
