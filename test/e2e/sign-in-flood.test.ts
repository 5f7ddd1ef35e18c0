import { randomUUID } from 'node:crypto'
import http, { Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory, passwords } from '../support/laboratory.ts'

const trusted = '127.0.0.50'
let laboratory: Laboratory
let front: WebServer
beforeAll(async () => {
  laboratory = await openLaboratory({ env: { OTM_TRUSTED_PROXIES: `${trusted}, 10.1.0.0/16` } })
  front = await openWebServer()
})
afterAll(async () => {
  front.close()
  await laboratory.close()
})

interface WebServer {
  readonly url: string
  close(): void
}

/** In front of the gateway, which it reaches from the trusted address; it says where visitors are as nginx does with `$proxy_add_x_forwarded_for`. */
async function openWebServer(): Promise<WebServer> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const server = http.createServer((incoming, response) => {
    const claimed = incoming.headers['x-forwarded-for']
    const forwarded = [...(claimed === undefined ? [] : [claimed]), incoming.socket.remoteAddress].join(', ')
    const { port } = new URL(laboratory.manager.url)
    const headers = { ...incoming.headers, 'x-forwarded-for': forwarded }
    const options = { host: '127.0.0.1', port, localAddress: trusted, path: incoming.url, method: incoming.method, headers }
    const outgoing = http.request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { url, close: () => void server.close().closeAllConnections() }
}

interface Entry {
  readonly username: string
  readonly password: string
  readonly cookie?: string
  readonly agent?: Agent
  /** Default: the gateway. */
  readonly url?: string
  /** What they say of themselves. */
  readonly claim?: string
}

/** @param from  which of this machine's addresses the visitor has */
const signIn = (from: string, { username, password, cookie, agent, claim, url = laboratory.manager.url }: Entry): Promise<Answer> =>
  request(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(cookie === undefined ? {} : { cookie }),
      ...(claim === undefined ? {} : { 'x-forwarded-for': claim }),
    },
    body: JSON.stringify({ username, password }),
    from,
    ...(agent ? { agent } : {}),
  })
const ada = { username: 'ada', password: passwords.ada }
const toCookie = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')

interface Flood {
  /** How often each status was answered. */
  readonly answers: ReadonlyMap<number, number>
  stop(): Promise<void>
}

/** As long as it is not stopped, so many sign-ins of names that nobody has are under way from each of these addresses. */
function flood(addresses: readonly string[], atOnce: number, url = laboratory.manager.url): Flood {
  const answers = new Map<number, number>()
  const agents = addresses.map((localAddress) => new Agent({ keepAlive: true, localAddress }))
  let isOn = true
  const strangers = addresses.flatMap((from, at) =>
    Array.from({ length: atOnce }, async () => {
      while (isOn) {
        const { status } = await signIn(from, { username: randomUUID(), password: 'a guess of somebody', agent: agents[at] as Agent, url })
        answers.set(status, (answers.get(status) ?? 0) + 1)
        await sleep(20) // what is refused would be tried again thousands of times
      }
    }),
  )
  return {
    answers,
    async stop() {
      isOn = false
      await Promise.all(strangers)
      for (const agent of agents) agent.destroy()
    },
  }
}

/** Until strangers are refused for want of a place. */
const untilCrowded = ({ answers }: Flood): Promise<unknown> =>
  waitUntil('there are more sign-ins than places', () => (answers.get(429) ?? 0) > 20, { timeoutMs: 60_000 })

describe('a flood of wrong sign-ins', () => {
  it('is no hindrance for known browsers, wherever they are, nor for strangers from elsewhere', async () => {
    const cookie = toCookie(await signIn('127.0.0.2', ada))
    const { answers, stop } = flood(['127.0.0.66'], 60)
    try {
      await untilCrowded({ answers, stop })
      for (const entry of [
        { from: '127.0.0.2', ...ada, cookie },
        { from: '127.0.0.66', ...ada, cookie },
        { from: '127.0.0.3', ...ada },
        { from: '127.0.0.4', ...ada },
      ])
        expect([entry.from, (await signIn(entry.from, entry)).status]).toEqual([entry.from, 200])
    } finally {
      await stop()
    }
    expect([...answers.keys()].toSorted()).toEqual([401, 429])
  })

  it('comes from more addresses than there are places, and known browsers get in all the same', async () => {
    const cookie = toCookie(await signIn('127.0.0.2', ada))
    const { answers, stop } = flood(
      Array.from({ length: 60 }, (_, at) => `127.0.1.${at + 1}`),
      1,
    )
    try {
      await untilCrowded({ answers, stop })
      for (let time = 0; time < 3; time++) expect((await signIn('127.0.0.3', { ...ada, cookie })).status).toBe(200)
    } finally {
      await stop()
    }
  })

  it('that comes through a trusted web server is no hindrance for others who come through it', async () => {
    const { url } = front
    const { answers, stop } = flood(['127.0.0.66'], 60, url)
    try {
      await untilCrowded({ answers, stop })
      for (const from of ['127.0.0.3', '127.0.0.4']) expect([from, (await signIn(from, { ...ada, url })).status]).toEqual([from, 200])
    } finally {
      await stop()
    }
  })
})

describe('where somebody is', () => {
  const lastFrom = async (): Promise<string | null | undefined> => {
    const { items } = await laboratory.manager.otmJson<{ items: { from: string | null }[] }>('audit', '--action', 'sign-in', '--limit', '1')
    return items[0]?.from
  }

  it('is what a trusted web server says, which they cannot make up', async () => {
    await signIn('127.0.0.7', { ...ada, url: front.url })
    expect(await lastFrom()).toBe('127.0.0.7')
    await signIn('127.0.0.8', { ...ada, url: front.url, claim: '198.51.100.1' })
    expect(await lastFrom()).toBe('127.0.0.8')
  })

  it('is their own address when they come to the gateway itself, whatever they say', async () => {
    await signIn('127.0.0.9', { ...ada, claim: '198.51.100.1' })
    expect(await lastFrom()).toBe('127.0.0.9')
    await signIn('127.0.0.9', { ...ada, claim: `198.51.100.1, ${trusted}` })
    expect(await lastFrom()).toBe('127.0.0.9')
  })
})
