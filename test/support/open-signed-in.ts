import http from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { type Answer, request } from './http-client.ts'
import type { Laboratory } from './laboratory.ts'

export interface Ticket {
  readonly url: string
  readonly ticket: string
}

/** What the dashboard asks for when somebody wants to open oTree's admin pages. */
export async function askForTicket({ dataDir }: Pick<Laboratory, 'dataDir'>, name: string): Promise<Ticket> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  const asking = http.request({ socketPath: join(dataDir, 'run', 'manager.sock'), method: 'POST', path: `/api/v1/instances/${name}/open` })
  asking.on('error', reject).on('response', resolve).end()
  return (await json(await promise)) as Ticket
}

/** Posts a ticket as a browser does from a page of that origin. */
export function showTicket({ url, ticket }: Ticket, origin: string): Promise<Answer> {
  const body = new URLSearchParams({ ticket }).toString()
  const headers = {
    origin,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
    accept: 'text/html',
  }
  return request(url, { method: 'POST', headers, body })
}

/** Opens the admin pages as the button of the dashboard does. @returns what oTree answers to somebody with the cookie that came of it */
export async function openSignedIn(laboratory: Laboratory, name: string): Promise<Answer> {
  const shown = await showTicket(await askForTicket(laboratory, name), laboratory.manager.url)
  const [cookie = ''] = shown.headers['set-cookie'] ?? []
  return request(`${laboratory.origin(name)}${shown.headers.location}`, { headers: { cookie: cookie.split(';')[0] ?? '' } })
}
