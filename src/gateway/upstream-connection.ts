import type { Endpoint } from '../domain/engine.ts'
import { AnswerParser, type AnswerSink } from './answer-parser.ts'
import type { RequestBody } from './request-body.ts'
import { UpstreamSocket } from './upstream-socket.ts'
import { writeBody } from './write-body.ts'

/** A request and what becomes of its answer. After `onEnd` or `onError` nothing more is called. */
export interface Exchange extends AnswerSink {
  readonly method: string
  /** Request line and headers, with the empty line. */
  readonly head: string
  /** Read only when the upstream is there to take it; null: none. */
  readonly body: RequestBody | null
  /** Whether it must not go over a connection that carried another request: that one may end just now, and this not be sent twice. */
  readonly needsFresh: boolean
  /** @param isUsed whether the connection carried other requests before */
  readonly onError: (error: NodeJS.ErrnoException, isUsed: boolean) => void
}

export interface ConnectionEvents {
  /** All of the request is sent. */
  readonly onBodySent: (connection: UpstreamConnection) => void
  /** Ready for the next exchange. */
  readonly onFree: (connection: UpstreamConnection) => void
  readonly onClosed: (connection: UpstreamConnection) => void
}

/** uvicorn closes a connection after five idle seconds; ours goes before, so that the two never race. */
const idleMs = 2_000
/** How long an upstream may be silent: creating a large session takes minutes. */
const silenceMs = 600_000

/** One connection to a process, for one exchange after the other. */
export class UpstreamConnection {
  readonly #socket: UpstreamSocket
  readonly #events: ConnectionEvents
  #exchange: Exchange | null = null
  #parser: AnswerParser | null = null
  #hasServed = false
  #bodyIsSent = true
  #discardBody = (): void => undefined

  constructor(endpoint: Endpoint, events: ConnectionEvents) {
    this.#events = events
    this.#socket = new UpstreamSocket({ onData: (piece) => this.#onData(piece), onRefused: () => this.#discardBody() })
    this.#socket.on('end', () => this.#onEnd())
    this.#socket.on('error', (error) => this.#onBroken(error))
    this.#socket.on('timeout', () => this.#socket.destroy(Object.assign(new Error('The upstream is silent.'), { code: 'ETIMEDOUT' })))
    this.#socket.on('close', () => {
      this.#fail(Object.assign(new Error('The upstream hung up.'), { code: 'ECONNRESET' }))
      events.onClosed(this)
    })
    this.#socket.open(endpoint)
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange
    this.#parser = new AnswerParser(exchange.method, exchange)
    this.#socket.setTimeout(silenceMs)
    this.#socket.write(exchange.head, 'latin1')
    const { body } = exchange
    if (!body) return
    this.#bodyIsSent = false
    const sendBody = (): void => {
      this.#discardBody = writeBody(body, this.#socket, () => this.#onBodySent())
    }
    if (this.#socket.connecting) this.#socket.once('connect', sendBody)
    else sendBody()
  }

  /** For a browser that reads more slowly than the upstream writes. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Of both directions, as long as it is there. */
  get bytes(): number {
    return this.#socket.bytesRead + this.#socket.bytesWritten
  }

  destroy(): void {
    this.#exchange = null
    this.#socket.destroy()
  }

  /** Gives up on what is under way, and tells whom it belongs to. */
  break(error: NodeJS.ErrnoException): void {
    this.#fail(error)
    this.#socket.destroy()
  }

  #onData(piece: Buffer): void {
    const parser = this.#parser
    try {
      if (!parser) throw new Error('The upstream speaks unasked.')
      parser.feed(piece)
      if (parser.isOver) this.#finish(parser)
    } catch (error) {
      this.#fail(error as Error)
      this.#socket.destroy()
    }
  }

  #onEnd(): void {
    try {
      this.#parser?.end()
      if (this.#parser) this.#exchange = null
    } catch (error) {
      this.#fail(Object.assign(error as Error, { code: 'ECONNRESET' }))
    }
    this.#socket.destroy()
  }

  /** Who hangs up without having read all of a body resets the connection, even behind a whole answer. */
  #onBroken(error: NodeJS.ErrnoException): void {
    if (error.code === 'ECONNRESET' && this.#exchange?.body) this.#onEnd()
    else this.#fail(error)
  }

  #onBodySent(): void {
    this.#bodyIsSent = true
    if (this.#exchange) this.#events.onBodySent(this)
  }

  #finish(parser: AnswerParser): void {
    this.#exchange = null
    this.#parser = null
    this.#hasServed = true
    if (!parser.keepsAlive || !this.#isClean()) this.#socket.destroy()
    else {
      this.#socket.resume()
      this.#socket.setTimeout(idleMs)
      this.#events.onFree(this)
    }
  }

  /** Whether nothing of the request is still under way, so that another one may follow. */
  #isClean(): boolean {
    return this.#bodyIsSent && this.#socket.writableLength === 0 && !this.#socket.isRefused
  }

  #fail(error: NodeJS.ErrnoException): void {
    const exchange = this.#exchange
    this.#exchange = null
    exchange?.onError(error, this.#hasServed)
  }
}
