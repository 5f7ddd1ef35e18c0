import type { HealthNews } from './health-messages.ts'
import type { MailAddress } from './mail-address.ts'
import type { Language } from './person.ts'

/** A one-time link for somebody. */
export interface LinkFacts {
  readonly username: string
  readonly url: string
  readonly expiresAt: string
}

/** What each kind of mail needs to know. */
export interface MailData {
  /** Somebody was invited and chooses their first password. */
  readonly invitation: LinkFacts
  /** A super-user made a link to a new password. */
  readonly 'new-password': LinkFacts
  /** A super-user made their password work no more. */
  readonly 'forced-password': LinkFacts
  /** Somebody, hopefully they themselves, said that they forgot it. */
  readonly 'forgotten-password': LinkFacts
  readonly test: { readonly sentBy: string }
  /** Something is wrong with the installation, or well again. It carries no link that is a secret. */
  readonly health: HealthNews
}

export type MailTemplate = keyof MailData

/** One mail that is wanted. */
export type MailOrder = {
  [T in MailTemplate]: { readonly to: MailAddress; readonly language: Language; readonly template: T; readonly data: MailData[T] }
}[MailTemplate]

/** One that has not left yet. Nothing of what it says. */
export interface QueuedMail {
  readonly id: string
  /** The address. */
  readonly to: string
  readonly template: MailTemplate
  /** `failed`: it is tried again only when somebody says so. */
  readonly state: 'waiting' | 'failed'
  readonly attempts: number
  readonly createdAt: string
  /** null: not by itself. */
  readonly nextAttemptAt: string | null
  /** Why the last attempt failed, in a sentence. */
  readonly reason: string | null
}

/** Mails on their way out. Implemented in `mail/`. */
export interface Mail {
  /** Whether there is a mail server to hand mails to. */
  readonly isConfigured: boolean
  /** Keeps the mail and returns; it leaves by itself as soon as the mail server takes it, or never when its link stops working before.
   * @throws ManagerError `conflict` without a mail server, `invalid_input` when the address is none */
  send(order: MailOrder): Promise<void>
  /** Hands the mail to the mail server now, beside the queue. @returns the server's answer @throws ManagerError `mail.refused` with the server's words, `conflict`, `invalid_input` */
  sendNow(order: MailOrder): Promise<string>
  /** Those that have not left, oldest first. */
  list(): Promise<readonly QueuedMail[]>
  /** When the last one left. */
  lastSentAt(): Promise<string | null>
  /** Tries those again that failed or wait for their next attempt, or one of them. @returns how many */
  retry(id: string | null): Promise<number>
}

/** A mail as it is kept: rendered, and encrypted since it carries a link. */
export interface NewMail {
  readonly to: string
  readonly template: MailTemplate
  readonly message: string
  /** Of the link that it carries; the mail is worth nothing any more when that does not work. */
  readonly linkSecret: string | null
}

export interface DueMail {
  readonly id: string
  readonly message: string
  readonly attempts: number
  readonly createdAt: string
}

export interface FailedAttempt {
  readonly reason: string
  /** null: it has failed for good. */
  readonly nextAttemptAt: string | null
}

/** The queue at rest. */
export interface MailStore {
  add(mail: NewMail): Promise<void>
  /** Those whose time has come, oldest first; without those in `except`. */
  due(limit: number, except: readonly string[]): Promise<readonly DueMail[]>
  /** When the next one's time comes. */
  nextDueAt(except: readonly string[]): Promise<string | null>
  noteSent(id: string): Promise<void>
  noteFailed(id: string, attempt: FailedAttempt): Promise<void>
  /** Whether it is still to be sent: its link works, and nobody has removed it. */
  isWanted(id: string): Promise<boolean>
  list(): Promise<readonly QueuedMail[]>
  lastSentAt(): Promise<string | null>
  retry(id: string | null): Promise<number>
  /** Forgets what mails say whose link does not work any more, and mails that left long ago. */
  tidy(): Promise<void>
}
