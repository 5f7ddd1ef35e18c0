import type { IncomingMessage, ServerResponse } from 'node:http'

/** Node's HTTP. An `import` of `node:http` costs 7 MB: it reads every export, among them a getter that loads Node's `fetch`. Its types cost
 * nothing and come from there. */
export const { createServer, request } = process.getBuiltinModule('node:http')

/** A request and its answer, as Node's server has them. */
export interface HttpExchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}
