import { ManagerError } from '../domain/error.ts'
import type { DueMail, Mail, MailOrder, MailStore, QueuedMail } from '../domain/mail.ts'
import { isMailAddress } from '../domain/mail-address.ts'
import { newId } from '../lib/ids.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import type { DeliverySettings } from './deliver.ts'
import { toMailFault } from './mail-fault.ts'
import { nextAttempt } from './next-attempt.ts'
import { type RenderedMail, renderMail } from './render-mail.ts'

export interface MailQueueOptions {
  readonly settings: DeliverySettings
  readonly publicUrl: string
  readonly store: MailStore
  readonly logger?: Logger
  /** The store's clock. */
  readonly now?: () => Date
  /** How many leave at the same time; default 2. */
  readonly atOnce?: number
  /** Default: two minutes for each attempt. */
  readonly attemptTimeoutMs?: number
  /** Of a mail that somebody waits for; default 20 s. */
  readonly waitedForMs?: number
  /** At least so often the queue is looked at, also when a clock was set; default: every minute. */
  readonly lookEveryMs?: number
}

/** Keeps mails, and hands them to the mail server as soon as it takes them: none is lost, and nobody waits for them. */
export class MailQueue implements Mail {
  readonly isConfigured = true
  readonly #options: MailQueueOptions
  readonly #logger: Logger
  readonly #now: () => Date
  readonly #longestPauseMs: number
  readonly #underWay = new Map<string, Promise<void>>()
  /** What became of these could not be written down, so that they are not tried before the next start: they may have left. */
  readonly #setAside = new Set<string>()
  readonly #ending = new AbortController()
  #lastSentNow: string | null = null
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(options: MailQueueOptions) {
    this.#options = options
    this.#logger = options.logger ?? silentLogger
    this.#now = options.now ?? (() => new Date())
    this.#longestPauseMs = options.lookEveryMs ?? 60_000
  }

  start(): void {
    this.#look()
  }

  /** Begins no attempt any more, and breaks off those that are under way; what they carry stays in the queue. */
  async stop(): Promise<void> {
    this.#ending.abort()
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all(this.#underWay.values())
  }

  async send(order: MailOrder): Promise<void> {
    assertAddress(order)
    const message = JSON.stringify(renderMail(order, this.#options.publicUrl))
    await this.#options.store.add({ to: order.to.address, template: order.template, message, linkSecret: toLinkSecret(order) })
    this.#look()
  }

  async sendNow(order: MailOrder): Promise<string> {
    assertAddress(order)
    const { publicUrl, settings, waitedForMs = 20_000 } = this.#options
    try {
      const answer = await this.#hand(newId('m', 16), renderMail(order, publicUrl), waitedForMs)
      this.#lastSentNow = this.#now().toISOString()
      return answer
    } catch (error) {
      throw new ManagerError('mail.refused', toMailFault(error, settings.mail).reason, {}, { cause: error })
    }
  }

  list(): Promise<readonly QueuedMail[]> {
    return this.#options.store.list()
  }

  async lastSentAt(): Promise<string | null> {
    const queued = await this.#options.store.lastSentAt()
    return [queued ?? '', this.#lastSentNow ?? ''].sort().at(-1) || null
  }

  async retry(id: string | null): Promise<number> {
    const count = await this.#options.store.retry(id)
    this.#look()
    return count
  }

  /** One look after the other, so that no mail is taken twice. */
  #look(): void {
    this.#looking = this.#looking
      .then(() => this.#lookOnce())
      .catch((err: unknown) => {
        this.#logger.error({ err }, 'The queue of mails could not be looked at.')
        this.#lookAfter(this.#longestPauseMs)
      })
  }

  #lookAfter(pauseMs: number): void {
    clearTimeout(this.#timer)
    if (this.#ending.signal.aborted) return
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(pauseMs, 0), this.#longestPauseMs)).unref()
  }

  async #lookOnce(): Promise<void> {
    if (this.#ending.signal.aborted) return
    const { store, atOnce = 2 } = this.#options
    await store.tidy()
    const free = Math.max(atOnce - this.#underWay.size, 0)
    for (const mail of await store.due(free, this.#taken())) this.#begin(mail)
    if (this.#underWay.size >= atOnce) return // whatever ends first looks again
    const nextAt = await store.nextDueAt(this.#taken())
    this.#lookAfter(nextAt === null ? this.#longestPauseMs : Date.parse(nextAt) - this.#now().getTime())
  }

  #taken(): readonly string[] {
    return [...this.#underWay.keys(), ...this.#setAside]
  }

  #begin(mail: DueMail): void {
    const done = this.#attempt(mail)
      .catch((err: unknown) => {
        this.#setAside.add(mail.id)
        this.#logger.error({ err, mail: mail.id }, 'What became of a mail could not be noted. It is tried again after the next start.')
      })
      .finally(() => {
        this.#underWay.delete(mail.id)
        this.#look()
      })
    this.#underWay.set(mail.id, done)
  }

  async #attempt(mail: DueMail): Promise<void> {
    const { store, attemptTimeoutMs = 120_000 } = this.#options
    if (!(await store.isWanted(mail.id))) return
    const fault = await this.#hand(mail.id, JSON.parse(mail.message) as RenderedMail, attemptTimeoutMs).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (fault === null) await store.noteSent(mail.id)
    else if (!this.#ending.signal.aborted) await this.#noteFailed(mail, fault.error) // else as if it had not been tried
  }

  async #noteFailed({ id, attempts, createdAt }: DueMail, error: unknown): Promise<void> {
    const { store, settings } = this.#options
    const { reason, isPermanent } = toMailFault(error, settings.mail)
    const next = isPermanent ? null : nextAttempt({ attempts: attempts + 1, createdAt, now: this.#now() })
    await store.noteFailed(id, { reason, nextAttemptAt: next })
    this.#logger.warn({ mail: id, reason, next }, next === null ? 'A mail could not be sent.' : 'A mail could not be sent yet.')
  }

  async #hand(id: string, message: RenderedMail, timeoutMs: number): Promise<string> {
    const { deliver } = await import('./deliver.ts') // loaded with the first mail
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(timeoutMs)])
    return deliver(this.#options.settings, { id, message, signal })
  }
}

/** A name is made harmless; an address that is none cannot be. */
function assertAddress({ to: { address } }: MailOrder): void {
  if (isMailAddress(address)) return
  throw new ManagerError('invalid_input', 'This is no e-mail address to which mail can be sent. Write it like name@example.org.')
}

const toLinkSecret = ({ data }: MailOrder): string | null => ('url' in data ? new URL(data.url).hash.slice(1) : null)
