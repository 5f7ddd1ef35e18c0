import type { Duplex } from 'node:stream'
import type { SocketUser } from '../otree/doors.ts'
import type { SocketPerson } from '../otree/socket-person.ts'

/** One open WebSocket: the browser's connection and the one to the upstream, each piped into the other with back-pressure. */
export class SocketPair {
  readonly user: SocketUser | undefined
  readonly person: SocketPerson | null
  readonly #browser: Duplex
  readonly #upstream: Duplex
  readonly #closed: Promise<void>

  /** @param onClose called once, when both sides are closed */
  constructor({ browser, upstream, user, person, onClose }: SocketPairOptions) {
    this.user = user
    this.person = person
    this.#browser = browser
    this.#upstream = upstream
    this.#closed = Promise.all([whenClosed(browser), whenClosed(upstream)]).then(onClose)
    joinEnds(browser, upstream)
    joinEnds(upstream, browser)
  }

  /** Ends the upstream's side first (oTree then notes that the page is gone), and the browser's when that is done. The end comes as
   * a plain FIN: a close frame could fall into the middle of another frame. @param timeoutMs after that, both are cut */
  async close(timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.destroy(), timeoutMs)
    this.#browser.unpipe(this.#upstream)
    this.#upstream.end()
    await this.#closed
    clearTimeout(timer)
  }

  destroy(): void {
    this.#browser.destroy()
    this.#upstream.destroy()
  }
}

interface SocketPairOptions {
  readonly browser: Duplex
  readonly upstream: Duplex
  readonly user: SocketUser | undefined
  readonly person: SocketPerson | null
  readonly onClose: () => void
}

const whenClosed = (socket: Duplex): Promise<void> =>
  new Promise((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())))

/** What `from` says goes to `to`; when `from` is gone, `to` ends after what is still on its way. */
function joinEnds(from: Duplex, to: Duplex): void {
  from.pipe(to)
  from.on('error', () => from.destroy())
  from.on('close', () => endSoon(to))
}

/** A peer that does not answer the end of its connection is cut. */
function endSoon(socket: Duplex): void {
  if (socket.destroyed) return
  socket.end()
  const timer = setTimeout(() => socket.destroy(), 2_000)
  socket.once('close', () => clearTimeout(timer))
}
