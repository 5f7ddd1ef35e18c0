import type { z } from 'zod'
import type { Endpoints } from '../../src/api/contract/endpoints.ts'

/** The contract as types alone: the schemas themselves would double the size of the page. */
type RouteOf<E> = E extends { readonly method: infer M extends string; readonly path: infer P extends string } ? `${M} ${P}` : never
type ByRoute = { [K in keyof Endpoints as RouteOf<Endpoints[K]>]: Endpoints[K] }

/** e.g. `GET /instances/:name` */
export type Route = keyof ByRoute

type InputOf<R extends Route, Part extends string> = ByRoute[R] extends { readonly [P in Part]: infer S extends z.ZodType }
  ? z.input<S>
  : never
type Named<Part extends string, T> = [T] extends [never]
  ? unknown
  : undefined extends T
    ? { readonly [P in Part]?: T }
    : { readonly [P in Part]: T }
type QueryOf<R extends Route> = ByRoute[R] extends { readonly query: infer S extends z.ZodType }
  ? { readonly query?: { readonly [K in keyof z.input<S>]?: string | number | boolean | undefined } }
  : unknown

/** What a call of this route takes: `params` for its path, `query`, `body`. */
export type CallOptions<R extends Route> = Named<'params', InputOf<R, 'params'>> &
  Named<'body', InputOf<R, 'body'>> &
  QueryOf<R> & { readonly signal?: AbortSignal }

/** What sending a file to this route takes beside the file. */
export type SendOptions<R extends Route> = Named<'params', InputOf<R, 'params'>> & QueryOf<R> & { readonly params?: object }

/** What it answers. */
export type Answer<R extends Route> = ByRoute[R]['response'] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : S extends 'empty'
      ? undefined
      : string
  : never
