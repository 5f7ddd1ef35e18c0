import type { IncomingHttpHeaders } from 'node:http'

/** Whether a browser sends this. A browser may keep a token that somebody has typed into it, and send it with whatever a page asks for; git sends
 * none of these headers, and pages cannot keep a browser from sending them. Over plain HTTP browsers leave out the most of them, but not their name. */
export const isBrowser = (headers: IncomingHttpHeaders): boolean =>
  headers.origin !== undefined ||
  headers.cookie !== undefined ||
  Object.keys(headers).some((name) => name.startsWith('sec-fetch-')) ||
  /^Mozilla\//i.test(headers['user-agent'] ?? '')
