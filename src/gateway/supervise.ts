import { setTimeout as sleep } from 'node:timers/promises'
import { isManagerError, ManagerError } from '../domain/error.ts'
import type { Gateway, RouteTable } from '../domain/gateway.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ControlClient } from './control-client.ts'
import { isSameConfig } from './gateway-config.ts'
import { type GatewayStart, startGateway } from './gateway-process.ts'

export interface SuperviseOptions extends GatewayStart {
  /** Told when the gateway ended by itself and when it is back. */
  readonly onEvent?: (text: string) => void
}

export interface SupervisedGateway {
  readonly gateway: Gateway
  /** Whether it lived before this manager. */
  readonly wasAdopted: boolean
  /** Ends the gateway in order. */
  readonly stop: () => Promise<void>
  /** Leaves it running, for the next manager. */
  readonly detach: () => void
}

/** A gateway that lived this long did not die of its start. */
const settledMs = 10_000
const backoffMs = [0, 250, 500, 1_000, 2_000, 5_000, 10_000] as const
const comesBackMs = 10_000

/** Adopts the gateway that lives already, or starts one, and from then on starts it again whenever it dies.
 * @throws ManagerError `port_taken`, `setting_invalid`, `gateway.unavailable` */
export async function superviseGateway(options: SuperviseOptions): Promise<SupervisedGateway> {
  const supervisor = new Supervisor(options)
  const wasAdopted = await supervisor.begin()
  return { gateway: supervisor, wasAdopted, stop: () => supervisor.stop(), detach: () => supervisor.detach() }
}

class Supervisor implements Gateway {
  readonly #options: SuperviseOptions
  readonly #client: ControlClient
  #table: RouteTable | null = null
  #isWanted = true
  #failures = 0
  #upSince = 0
  #unwatch: () => void = () => {}
  /** Resolves when the gateway is there again. */
  #up: Promise<void> = Promise.resolve()

  constructor(options: SuperviseOptions) {
    this.#options = options
    this.#client = new ControlClient(options.config.controlSocket)
  }

  async begin(): Promise<boolean> {
    const wasAdopted = await this.#adopt()
    if (!wasAdopted) await startGateway(this.#options)
    this.#watch()
    return wasAdopted
  }

  setRoutes(table: RouteTable): Promise<void> {
    this.#table = table
    return this.#ask((client) => client.setRoutes(table))
  }

  hold: Gateway['hold'] = (id, options) => this.#ask((client) => client.hold(id, options))
  release: Gateway['release'] = (id) => this.#ask((client) => client.release(id))
  activity: Gateway['activity'] = () => this.#ask((client) => client.activity())

  detach(): void {
    this.#isWanted = false
    this.#unwatch()
  }

  async stop(): Promise<void> {
    this.detach()
    await this.#end()
  }

  /** @returns whether a gateway lives that is as it should be; one that is not is ended */
  async #adopt(): Promise<boolean> {
    const identity = await this.#client.whoami().catch(() => undefined)
    if (!identity) return false
    if (isSameConfig(identity.config, this.#options.config)) return true
    await this.#end()
    return false
  }

  /** Asks it to end, and ends it if it does not. */
  async #end(): Promise<void> {
    const identity = await this.#client.whoami().catch(() => undefined)
    if (!identity) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const unwatch = this.#client.watch(resolve)
    await this.#client.stop().catch(() => kill(identity.pid))
    const timer = setTimeout(() => kill(identity.pid), 5_000)
    await promise
    clearTimeout(timer)
    unwatch()
    await waitUntil('the gateway is gone', () => !isAlive(identity.pid), { timeoutMs: 2_000 })
  }

  #watch(): void {
    this.#upSince = performance.now()
    this.#unwatch = this.#client.watch(() => {
      if (this.#isWanted) this.#up = this.#bringBack()
    })
  }

  /** The first time at once, then slower and slower, so that a gateway that cannot live does not eat the machine. */
  async #bringBack(): Promise<void> {
    this.#failures = performance.now() - this.#upSince > settledMs ? 0 : this.#failures
    this.#options.onEvent?.('The gateway ended. It is started again.')
    while (this.#isWanted) {
      await sleep(backoffMs[Math.min(this.#failures, backoffMs.length - 1)])
      this.#failures++
      if (this.#isWanted && (await this.#tryToStart())) return
    }
  }

  async #tryToStart(): Promise<boolean> {
    try {
      if (!(await this.#adopt())) await startGateway(this.#options)
      this.#watch()
      await this.#sendTable()
      this.#options.onEvent?.('The gateway is back.')
      return true
    } catch (error) {
      this.#options.onEvent?.(`The gateway could not be started: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }

  /** It began with its file; a table that came while it was gone is newer. */
  async #sendTable(): Promise<void> {
    if (!this.#table) return
    await this.#client.setRoutes(this.#table).catch((error: unknown) => this.#options.onEvent?.(String(error)))
  }

  /** Asks again, once, when the gateway died meanwhile and came back. */
  async #ask<T>(question: (client: ControlClient) => Promise<T>): Promise<T> {
    try {
      return await question(this.#client)
    } catch (error) {
      if (!isManagerError(error) || error.code !== 'gateway.unavailable' || !this.#isWanted) throw error
    }
    await this.#whenUp()
    return question(this.#client)
  }

  async #whenUp(): Promise<void> {
    await sleep(50) // the end of the watched connection may be noticed a moment after the end of the asking one
    const late = sleep(comesBackMs, undefined, { ref: false }).then(() => {
      throw new ManagerError('gateway.unavailable', 'The gateway ended and does not come back. Its log in the data directory says why.')
    })
    await Promise.race([this.#up, late])
  }
}

function kill(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false // gone already
  }
}
