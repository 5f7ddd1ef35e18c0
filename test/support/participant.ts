import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { fillForm } from './fill-form.ts'
import { type Answer, request } from './http-client.ts'

export interface PlayedPage {
  readonly path: string
  readonly ms: number
}

/** A participant without a browser: follows redirects, keeps cookies, fills in whatever form oTree shows, waits on wait pages.
 * Any answer of 4xx or 5xx, and any connection that breaks, is an error. */
export class Participant {
  readonly pages: PlayedPage[] = []
  /** oTree's code of the participant, known once the first page was shown. */
  code = ''
  /** The page that was shown last. */
  html = ''
  #cookies = new Map<string, string>()
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  readonly #origin: string
  readonly #patient: boolean

  /** @param patient  asks again for up to 20 s, as a person does who reloads, when the connection breaks */
  constructor(origin: string, { patient = false } = {}) {
    this.#origin = origin
    this.#patient = patient
  }

  /** Opens the address and follows it to the first page. */
  async join(path: string): Promise<void> {
    const { path: page } = await this.#follow('GET', path)
    this.code = /^\/p\/([a-z0-9]+)\//.exec(page)?.[1] ?? ''
    if (!this.code) throw new Error(`${path} led to ${page}, which is no page of a participant.`)
  }

  /** Plays from `path` to the end, or until so many pages were sent in. @returns the path of the last page */
  async play(path: string, { thinkMs = 0, deadlineMs = 200_000, maxPages = Number.POSITIVE_INFINITY } = {}): Promise<string> {
    const deadline = performance.now() + deadlineMs
    let { answer, path: page } = await this.#follow('GET', path)
    this.code = /^\/p\/([a-z0-9]+)\//.exec(page)?.[1] ?? this.code
    for (let sent = 0; sent < maxPages; ) {
      if (performance.now() > deadline) throw new Error(`${page} is where time ran out.`)
      if (answer.headers['otree-wait-page'] !== undefined) {
        await sleep(200)
        ;({ answer, path: page } = await this.#follow('GET', page))
        continue
      }
      const form = fillForm(answer.body)
      if (form === null) return page
      await sleep(thinkMs)
      ;({ answer, path: page } = await this.#follow('POST', page, form))
      sent += 1
    }
    return page
  }

  close(): void {
    this.#agent.destroy()
  }

  async #follow(method: string, path: string, body?: string): Promise<{ answer: Answer; path: string }> {
    for (let hops = 0; hops < 20; hops++) {
      const answer = await this.#ask(method, path, body)
      this.html = answer.body
      if (answer.status < 300) return { answer, path }
      if (answer.status >= 400) throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.body.slice(0, 300)}`)
      const target = new URL(answer.headers.location ?? '', `${this.#origin}${path}`)
      path = target.pathname + target.search
      method = 'GET'
      body = undefined
    }
    throw new Error(`${path} redirects without end.`)
  }

  async #ask(method: string, path: string, body?: string): Promise<Answer> {
    const began = performance.now()
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const ask = (): Promise<Answer> =>
      request(this.#origin + path, {
        method,
        agent: this.#agent,
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(body === undefined ? {} : { body }),
      })
    const answer = this.#patient
      ? await waitUntil('it is answered', () => ask().catch(() => undefined), { timeoutMs: 20_000 })
      : await ask()
    this.pages.push({ path, ms: performance.now() - began })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
    }
    return answer
  }
}
