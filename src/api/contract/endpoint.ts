import type { z } from 'zod'
import type { Action } from '../../domain/policy.ts'

/** Which thing an endpoint touches, and by what the request names it; the owner of that thing decides together with `action`.
 * `instance`: `:name` · `helper`: `:name` and `:username`, which is the helper's own, too · `operation`, `key`, `token`: `:id` · `person`: `:username` · `user`: `user` in query or body, else the caller ·
 * `new-owner`: `owner` in the body, else the caller · `none`: nothing that somebody owns. */
export type Thing = 'none' | 'instance' | 'helper' | 'operation' | 'key' | 'token' | 'person' | 'user' | 'new-owner'

/** One row of the table. `response`: a schema (JSON), `'text'` (a plain-text stream), `'csv'` (a stream of `text/csv`), `'tar'` (a stream of `application/x-tar`), `'bytes'` (a stream of `application/octet-stream`), `'empty'` (204), `'live'` (a WebSocket). */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`. */
  readonly path: `/${string}`
  readonly action: Action
  readonly thing: Thing
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body may also be a file as it is, sent as `application/octet-stream` or `application/x-tar`. */
  readonly upload?: true
  readonly status: 200 | 201 | 202 | 204
  readonly response: z.ZodType | 'text' | 'csv' | 'tar' | 'bytes' | 'empty' | 'live'
}

/** Keeps the literal types of one row, from which the client is derived. */
export const row = <const E extends Endpoint>(endpoint: E): E => endpoint
