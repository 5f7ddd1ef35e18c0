import type { WebSocket } from 'ws'
import { nobodys } from '../../domain/access.ts'
import type { ManagerEvent } from '../../domain/events.ts'
import { type Caller, isAllowed } from '../../domain/policy.ts'
import type { ApiDeps } from '../api-deps.ts'
import { identifyToken } from '../caller.ts'
import { liveCloseNotSignedIn, liveHello } from '../contract/live.ts'
import type { LiveHub } from './live-hub.ts'
import { LiveQueue } from './live-queue.ts'
import type { Telling } from './to-telling.ts'

const anonymous: Caller = { kind: 'anonymous' }
const helloWithinMs = 10_000
const lookEveryMs = 30_000

interface LiveDeps extends Pick<ApiDeps, 'accounts' | 'store'> {
  readonly hub: LiveHub
  /** Told to the caller without a token: on the machine's own socket. */
  readonly trusted: Caller | null
}

/** One window of a browser (or one script) that listens. What it hears is decided at each event, and who it is, every half minute anew. */
export class LiveConnection {
  readonly #socket: WebSocket
  readonly #deps: LiveDeps
  readonly #queue: LiveQueue
  #caller: Caller = anonymous
  #token = ''
  #isAlive = true
  #isRecognizing = false
  #missed = true
  #turn = 0

  constructor(socket: WebSocket, deps: LiveDeps) {
    this.#socket = socket
    this.#deps = deps
    this.#queue = new LiveQueue((text) => send(socket, text))
  }

  open(): void {
    const unsubscribe = this.#deps.hub.join((event, telling) => this.#hear(event, telling))
    const looking = setInterval(() => void this.#look(), lookEveryMs)
    const waiting = setTimeout(() => this.#expectCaller(), helloWithinMs)
    this.#socket.on('message', (data) => void this.#greet(String(data)))
    this.#socket.on('pong', () => {
      this.#isAlive = true
    })
    this.#socket.on('error', () => this.#socket.terminate())
    this.#socket.on('close', () => {
      unsubscribe()
      clearInterval(looking)
      clearTimeout(waiting)
    })
    if (this.#deps.trusted) this.#admit(this.#deps.trusted)
  }

  #hear(event: ManagerEvent, telling: Telling): void {
    const visible = telling(this.#caller)
    if (visible) this.#queue.add(visible)
    this.#missed ||= this.#isRecognizing
    if (this.#token && this.#mayHaveChanged(event)) void this.#recognize()
  }

  /** Somebody may have lost a role, or this very sign-in may be over. */
  #mayHaveChanged(event: ManagerEvent): boolean {
    if (event.topic === 'people') return true
    return (
      event.topic === 'sign-ins' &&
      event.besides !== this.#token &&
      (this.#caller.kind !== 'person' || this.#caller.username === event.owner)
    )
  }

  async #greet(text: string): Promise<void> {
    const hello = liveHello.safeParse(parseJson(text))
    if (!hello.success) return this.#refuse()
    this.#token = hello.data.token
    await this.#recognize()
  }

  /** Until it is known again who this is, nothing is told; what was missed meanwhile is told as "everything". */
  async #recognize(): Promise<void> {
    const turn = ++this.#turn
    this.#caller = anonymous
    this.#isRecognizing = true
    const { caller } = await identifyToken(this.#deps, this.#token)
    if (turn !== this.#turn) return // asked once more meanwhile: the newest answer counts
    this.#isRecognizing = false
    if (isAllowed(caller, 'live.open', nobodys)) this.#admit(caller)
    else this.#refuse()
  }

  #admit(caller: Caller): void {
    this.#caller = caller
    if (this.#missed) this.#queue.add({ topic: 'everything' })
    this.#missed = false
  }

  #expectCaller(): void {
    if (this.#caller.kind === 'anonymous') this.#refuse()
  }

  #refuse(): void {
    this.#caller = anonymous
    this.#socket.close(liveCloseNotSignedIn, 'not signed in')
  }

  async #look(): Promise<void> {
    if (!this.#isAlive) return this.#socket.terminate()
    this.#isAlive = false
    this.#socket.ping()
    if (this.#token) await this.#recognize()
  }
}

function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve())))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON, so not a greeting
  }
}
