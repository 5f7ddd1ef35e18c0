import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isManagerError, ManagerError } from '../domain/error.ts'
import type { Gateway, RouteTable } from '../domain/gateway.ts'
import type { InstanceId } from '../domain/names.ts'
import { isAlive, type ProcessIdentity, toProcessIdentity } from '../lib/process-identity.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ControlClient } from './control-client.ts'
import { type GatewayIdentity, isSameBuild, isSamePlace } from './gateway-config.ts'
import { type GatewayStart, startGateway } from './gateway-process.ts'

export interface SuperviseOptions extends GatewayStart {
  /** Told when the gateway ended by itself and when it is back. */
  readonly onEvent?: (text: string) => void
  /** How often the gateway is asked whether it still answers, and how long it may be silent before it is ended; default: 5 s, 30 s. */
  readonly asks?: { readonly everyMs: number; readonly silentMs: number }
}

export interface SupervisedGateway {
  readonly gateway: Gateway
  /** Whether it lived before this manager. */
  readonly wasAdopted: boolean
  /** Calls `onCall` whenever somebody comes to an instance that sleeps, and again while they wait. @returns how to stop */
  readonly watchCalls: (onCall: (id: InstanceId) => void) => () => void
  /** Ends the gateway in order. */
  readonly stop: () => Promise<void>
  /** Leaves it running, for the next manager. */
  readonly detach: () => void
}

/** A gateway that lived this long did not die of its start. */
const settledMs = 10_000
const backoffMs = [0, 250, 500, 1_000, 2_000, 5_000, 10_000] as const
const comesBackMs = 10_000
/** Longer than a gateway takes to leave (`leave.ts`). */
const leaveMs = 15_000
const patienceMs = 10_000
const defaultAsks = { everyMs: 5_000, silentMs: 30_000 }
/** After the gateway ended; it tells what it knows when it is asked again. */
const listenAgainMs = 500

/** Adopts the gateway that lives already, or starts one, and from then on starts it again whenever it dies.
 * @throws ManagerError `port_taken`, `setting_invalid`, `gateway.unavailable` */
export async function superviseGateway(options: SuperviseOptions): Promise<SupervisedGateway> {
  const supervisor = new Supervisor(options)
  const wasAdopted = await supervisor.begin()
  return {
    gateway: supervisor,
    wasAdopted,
    watchCalls: (onCall) => supervisor.watchCalls(onCall),
    stop: () => supervisor.stop(),
    detach: () => supervisor.detach(),
  }
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
  issueTicket: Gateway['issueTicket'] = (id) => this.#ask((client) => client.issueTicket(id))

  watchCalls(onCall: (id: InstanceId) => void): () => void {
    let stop = (): void => {}
    let isOver = false
    const listen = (): void => {
      if (isOver || !this.#isWanted) return
      stop = this.#client.watchCalls(onCall, () => void sleep(listenAgainMs).then(listen))
    }
    listen()
    return () => {
      isOver = true
      stop()
    }
  }

  detach(): void {
    this.#isWanted = false
    this.#unwatch()
  }

  async stop(): Promise<void> {
    this.detach()
    await this.#end()
  }

  /** @returns whether a gateway lives that is as it should be; one that is not is replaced or ended */
  async #adopt(): Promise<boolean> {
    const { config } = this.#options
    const identity = await this.#identify()
    if (!identity) return false
    if (isSamePlace(identity.config, config)) return isSameBuild(identity.config, config) || (await this.#replace(identity))
    await this.#end()
    return false
  }

  /** Has a gateway of another build hand over to one of ours. @returns whether a gateway lives */
  async #replace({ pid }: GatewayIdentity): Promise<boolean> {
    const { config, configFile, command, onEvent } = this.#options
    const leaving = toProcessIdentity(pid)
    try {
      const failure = await this.#client.handOver({ config, configFile, ...(command ? { command } : {}) })
      if (failure === null) await this.#letLeave(leaving)
      onEvent?.(failure === null ? 'The gateway was replaced by the one of this version.' : toKept(failure))
      return true
    } catch (error) {
      onEvent?.(`The gateway of another version does not hand over (${toText(error)}). It is ended, and started again.`)
      await this.#end()
      await end(leaving)
      return false
    }
  }

  /** It lets requests end for a while; after that it is none of the participants' concern. */
  async #letLeave(leaving: ProcessIdentity): Promise<void> {
    await waitUntil('the gateway has left', () => !isAlive(leaving), { timeoutMs: leaveMs }).catch(() => end(leaving))
  }

  /** Asks it to end, and ends it if it does not. */
  async #end(): Promise<void> {
    const identity = await this.#client.whoami().catch(() => undefined)
    if (!identity) return
    const ending = toProcessIdentity(identity.pid)
    const { promise, resolve } = Promise.withResolvers<void>()
    const unwatch = this.#client.watch(resolve)
    await this.#client.stop().catch(() => kill(ending))
    const timer = setTimeout(() => kill(ending), 5_000)
    await promise
    clearTimeout(timer)
    unwatch()
    await waitUntil('the gateway is gone', () => !isAlive(ending), { timeoutMs: 2_000 })
  }

  /** Asks who answers at the control socket. A gateway that does not answer for a long time would keep the port for ever: it is ended. */
  async #identify(): Promise<GatewayIdentity | undefined> {
    const { config, configFile, onEvent } = this.#options
    const identity = await this.#client.whoami().catch(() => undefined)
    const silent = identity ? null : await findGateway(config.pidFile, configFile)
    if (!silent) return identity
    const late = await this.#client.whoami(patienceMs).catch(() => undefined)
    if (late) return late
    onEvent?.('The gateway does not answer. It is ended, and started again.')
    await end(silent)
    return undefined
  }

  #watch(): void {
    this.#upSince = performance.now()
    const watching = new AbortController()
    const unwatch = this.#client.watch(() => {
      watching.abort()
      if (this.#isWanted) this.#up = this.#bringBack()
    })
    this.#unwatch = () => {
      watching.abort()
      unwatch()
    }
    void this.#endWhenSilent(watching.signal)
  }

  /** One that hangs keeps its connections, so that its end would never be noticed. */
  async #endWhenSilent(signal: AbortSignal): Promise<void> {
    const { config, configFile, onEvent, asks: { everyMs, silentMs } = defaultAsks } = this.#options
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
      // asked twice: after a pause of the whole machine the first question is over before its answer is read
      if (signal.aborted || (await this.#answers(silentMs)) || (await this.#answers(Math.min(silentMs, patienceMs)))) continue
      const silent = await findGateway(config.pidFile, configFile)
      if (signal.aborted || !silent) continue
      onEvent?.('The gateway does not answer any more. It is ended, and started again.')
      kill(silent)
    }
  }

  #answers(timeoutMs: number): Promise<boolean> {
    return this.#client.whoami(timeoutMs).then(
      () => true,
      () => false,
    )
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
      this.#options.onEvent?.(`The gateway could not be started: ${toText(error)}`)
      return false
    }
  }

  /** It began with its file; a table that came while it was gone is newer. */
  async #sendTable(): Promise<void> {
    if (!this.#table) return
    await this.#client.setRoutes(this.#table).catch((error: unknown) => this.#options.onEvent?.(String(error)))
  }

  /** Asks again when the gateway died meanwhile and comes back. The end of the watched connection may be noticed after the end of the asking one. */
  async #ask<T>(question: (client: ControlClient) => Promise<T>): Promise<T> {
    let deadline: number | undefined // from the first time on that it was gone
    for (;;) {
      try {
        return await question(this.#client)
      } catch (error) {
        if (!isManagerError(error) || error.code !== 'gateway.unavailable' || !this.#isWanted) throw error
        deadline ??= performance.now() + comesBackMs
        if (performance.now() > deadline) throw error
      }
      await sleep(50)
      await this.#whenUp()
    }
  }

  async #whenUp(): Promise<void> {
    const late = sleep(comesBackMs, undefined, { ref: false }).then(() => {
      throw new ManagerError('gateway.unavailable', 'The gateway ended and does not come back. Its log in the data directory says why.')
    })
    await Promise.race([this.#up, late])
  }
}

/** The process that the file names, if it is a gateway with this configuration and not another one that got its number. */
async function findGateway(pidFile: string, configFile: string): Promise<ProcessIdentity | null> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 1) return null
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return environment.split('\0').includes(`OTM_GATEWAY_CONFIG=${configFile}`) ? toProcessIdentity(pid) : null
}

/** Resolves when it is dead, which the system takes a moment for. */
async function end(identity: ProcessIdentity): Promise<void> {
  kill(identity)
  await waitUntil('the gateway is gone', () => !isAlive(identity), { timeoutMs: 2_000 })
}

function kill(identity: ProcessIdentity): void {
  if (isAlive(identity)) process.kill(identity.pid, 'SIGKILL')
}

const toText = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const toKept = (failure: string): string =>
  `The gateway of another version goes on, because the one of this version did not start: ${failure}`
