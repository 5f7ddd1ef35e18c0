import { type IncomingHttpHeaders, request } from 'node:http'
import type { Endpoint } from '../../domain/engine.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One HTTP request to a process of an instance; redirects are not followed. */
export function ask(endpoint: Endpoint, path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const options = { ...endpoint, path, method, headers: { Host: 'otree.test', Connection: 'close', ...headers }, timeout: 60_000 }
  const outgoing = request(options, (incoming) => {
    let text = ''
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }))
    incoming.on('error', reject)
  })
  outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to ${path}`)))
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}

/** Follows redirects as a browser does. @returns the last answer and its path */
export async function browse(endpoint: Endpoint, path: string, asked: Ask = {}): Promise<Answer & { readonly path: string }> {
  const answer = await ask(endpoint, path, asked)
  const { location } = answer.headers
  if (location === undefined) return { ...answer, path }
  const { pathname, search } = new URL(location, 'http://otree.test')
  return await browse(endpoint, pathname + search)
}

/** Presses "Next" on a page. */
export const submit = (endpoint: Endpoint, path: string, fields: Readonly<Record<string, string>> = {}) =>
  browse(endpoint, path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })

/** oTree's own REST interface. */
export async function rest<T>(endpoint: Endpoint, path: string, payload: object): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'otree-rest-key': probeEnvironment.OTREE_REST_KEY }
  const { status, body } = await ask(endpoint, path, { method: 'POST', headers, body: JSON.stringify(payload) })
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.slice(0, 500)}`)
  return JSON.parse(body) as T
}

/** What `otree/environment.ts` would give. */
export const probeEnvironment = {
  OTREE_ADMIN_PASSWORD: 'the-admin-password',
  OTREE_AUTH_LEVEL: 'STUDY',
  OTREE_PRODUCTION: '1',
  OTREE_REST_KEY: 'the-rest-key',
  SECRET_KEY: 'the-secret-key',
} as const

/** @returns paths with which participants join a new session of `test/apps/groups` */
export async function createSession(
  endpoint: Endpoint,
  participants: number,
  thinkingSeconds = 60,
): Promise<{ code: string; join: string }> {
  const session = await rest<{ code: string; session_wide_url: string }>(endpoint, '/api/sessions', {
    session_config_name: 'bargaining',
    num_participants: participants,
    modified_session_config_fields: { thinking_seconds: thinkingSeconds },
  })
  return { code: session.code, join: new URL(session.session_wide_url, 'http://otree.test').pathname }
}
