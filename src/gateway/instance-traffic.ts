import type { Activity, Route } from '../domain/gateway.ts'
import type { InstanceState } from '../domain/instance.ts'
import { toResponseTimeClass } from '../domain/response-times.ts'
import type { PageName } from './page-texts.ts'
import { countPeople, RecentPages } from './presence.ts'
import { type Passage, Turnstile } from './turnstile.ts'
import { Upstream } from './upstream.ts'
import { connects, settle } from './upstream-probe.ts'
import type { Visit } from './visit.ts'

const maxWaiting = 2_000
/** How long visitors wait for an instance that should be there and is not. */
const gapMs = 30_000
const probeEveryMs = 100
const closeSocketsMs = 1_000
const settleMs = 2_000
/** How long a person looks at an empty page while an instance wakes up; then it says so, and loads itself again. */
const emptyPageMs = 1_000
/** A crowd before an instance that sleeps is told once in this time. */
const callAgainMs = 1_000

/** Everything that goes on between visitors and one instance. */
export class InstanceTraffic {
  #route: Route
  readonly #onCall: () => void
  #calledAt = Number.NEGATIVE_INFINITY
  #upstream: Upstream | null
  /** Closed by the manager's `hold`. */
  readonly #held = new Turnstile({ maxWaiting })
  /** Closed by ourselves while the instance should answer and does not. */
  readonly #gap = new Turnstile({ maxWaiting })
  readonly #recent = new RecentPages()
  #requests = 0
  #errors = 0
  #lastRequestAt: number | null = null
  /** Grows to the class of the slowest answer. */
  readonly #times: number[] = []
  readonly #leaving = new Set<Upstream>()

  /** @param onCall  somebody waits before this instance, which sleeps */
  constructor(route: Route, onCall: () => void = () => {}) {
    this.#route = route
    this.#onCall = onCall
    this.#upstream = route.upstream && new Upstream(route.upstream)
  }

  get route(): Route {
    return this.#route
  }

  /** Takes over what changed. Nothing of an upstream that stayed the same is touched. */
  update(route: Route): void {
    const isSame = JSON.stringify(route.upstream) === JSON.stringify(this.#route.upstream)
    this.#route = route
    if (isSame && isExpected(route.state)) return
    if (!isSame) {
      this.#leave()
      this.#upstream = route.upstream && new Upstream(route.upstream)
    }
    this.#gap.release()
  }

  /** The route is gone: whoever waits is told so. */
  remove(): void {
    this.update({ ...this.#route, state: 'trashed', upstream: null })
    this.#held.release()
    this.#gap.release()
  }

  /** Whether somebody waits for it to wake up. */
  get isCalled(): boolean {
    return this.#route.state === 'asleep' && this.#gap.waiting > 0
  }

  /** Lets a visitor in, now or later. */
  admit(visit: Visit): void {
    this.count()
    this.#pass(visit, 'released')
  }

  /** Notes a request that needs no admission. */
  count(): void {
    this.#requests++
    this.#lastRequestAt = Date.now()
  }

  /** Counts answers that say that something is broken. */
  noteStatus(status: number): void {
    if (status >= 500) this.#errors++
  }

  /** Counts an answer of oTree by how long it took. */
  noteTime(ms: number): void {
    const index = toResponseTimeClass(ms)
    while (this.#times.length <= index) this.#times.push(0)
    this.#times[index] = (this.#times[index] ?? 0) + 1
  }

  /** Notes a page that somebody got, so that they count as there also between two pages. */
  notePage(target: string, status: number): void {
    this.#recent.note(target, status)
  }

  async hold({ drainMs, maxHoldMs }: { readonly drainMs: number; readonly maxHoldMs: number }): Promise<boolean> {
    this.#held.hold(maxHoldMs)
    const upstream = this.#upstream
    if (!upstream) return true
    const isDrained = await upstream.whenIdle(drainMs)
    await upstream.closeSockets(closeSocketsMs)
    if (isDrained) await settle(upstream, Math.min(settleMs, drainMs))
    upstream.closeIdle()
    return isDrained
  }

  release(): void {
    this.#held.release()
  }

  async closeSockets(timeoutMs: number): Promise<void> {
    await this.#upstream?.closeSockets(timeoutMs)
  }

  activity(): Activity {
    const pairs = [...(this.#upstream?.sockets ?? [])]
    const users = pairs.map(({ user }) => user)
    const people = pairs.map(({ person }) => person)
    return {
      instanceId: this.#route.instanceId,
      participantSockets: users.filter((user) => user === 'participant').length,
      adminSockets: users.filter((user) => user === 'admin').length,
      participants: Math.max(countPeople(people, 'playing'), this.#recent.count()),
      waitingInRooms: countPeople(people, 'waiting-in-room'),
      lastRequestAt: this.#lastRequestAt === null ? null : new Date(this.#lastRequestAt).toISOString(),
      requests: this.#requests,
      errors: this.#errors,
      times: this.#times,
    }
  }

  /** Cuts everything, when the gateway ends. */
  destroy(): void {
    for (const upstream of [this.#upstream, ...this.#leaving]) {
      upstream?.retire()
      for (const pair of upstream?.sockets ?? []) pair.destroy()
    }
  }

  #pass(visit: Visit, passage: Passage): void {
    if (visit.isGone()) return
    if (this.#held.isHeld) this.#wait(visit, this.#held)
    else if (this.#upstream && !this.#gap.isHeld) visit.forward(this.#upstream, () => this.#onUnreachable(visit))
    else if (!isExpected(this.#route.state)) visit.refuse(pageOf[this.#route.state])
    else if (passage === 'expired' || performance.now() - visit.arrivedAt > gapMs) visit.refuse('starting')
    else this.#waitInGap(visit)
  }

  #waitInGap(visit: Visit): void {
    if (!this.#gap.isHeld) this.#gap.hold(gapMs)
    const leave = this.#wait(visit, this.#gap)
    if (this.#route.state !== 'asleep') return
    this.#call()
    if (leave && visit.isDocument) showAfter(visit, leave)
  }

  /** Asks whoever runs instances to wake this one. */
  #call(): void {
    if (performance.now() - this.#calledAt < callAgainMs) return
    this.#calledAt = performance.now()
    this.#onCall()
  }

  /** @returns how the visitor gives up waiting; undefined: too many wait */
  #wait(visit: Visit, turnstile: Turnstile): (() => boolean) | undefined {
    const leave = turnstile.wait((passage) => this.#pass(visit, passage))
    if (leave) visit.onGone(leave)
    else visit.refuse('busy')
    return leave
  }

  /** The process is gone (or not there yet): visitors wait until it, or another one, answers. */
  #onUnreachable(visit: Visit): void {
    if (!isExpected(this.#route.state)) {
      visit.refuse(pageOf[this.#route.state])
      return
    }
    if (this.#upstream && !this.#gap.isHeld) {
      this.#gap.hold(gapMs)
      void this.#watch(this.#upstream)
    }
    this.#pass(visit, 'released')
  }

  async #watch(upstream: Upstream): Promise<void> {
    while (this.#gap.isHeld && this.#upstream === upstream) {
      if (await connects(upstream.endpoint, probeEveryMs)) this.#gap.release()
    }
  }

  /** Two processes never serve the same session at once: the pages of the old one reconnect to the new one. */
  #leave(): void {
    const old = this.#upstream
    if (!old) return
    old.retire()
    this.#leaving.add(old)
    void old
      .closeSockets(closeSocketsMs)
      .then(() => old.whenIdle(gapMs))
      .then(() => this.#leaving.delete(old))
  }
}

/** A person who has waited so long before an instance that sleeps reads why. */
function showAfter(visit: Visit, leave: () => boolean): void {
  const show = (): void => {
    if (leave() && !visit.isGone()) visit.refuse('starting')
  }
  setTimeout(show, Math.max(0, emptyPageMs - (performance.now() - visit.arrivedAt))).unref()
}

/** Whether an instance in this state answers, or will in a moment. */
const isExpected = (state: InstanceState): boolean => state === 'ready' || state === 'starting' || state === 'asleep'

const pageOf: Record<InstanceState, PageName> = {
  'ready-for-deployment': 'not-deployed',
  starting: 'starting',
  ready: 'starting',
  asleep: 'starting',
  stopped: 'stopped',
  failed: 'failed',
  trashed: 'unknown',
}
