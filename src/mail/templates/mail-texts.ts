import type { MailData, MailTemplate } from '../../domain/mail.ts'

/** What every mail may say of where it comes from. */
export interface MailPlace {
  /** The dashboard's address, e.g. `https://lab.example.edu`. */
  readonly publicUrl: string
  /** How the receiver is called; may be empty. */
  readonly name: string
  /** Says a moment in the language and the time zone of the server. */
  readonly toTime: (iso: string) => string
}

/** A mail before it is text or HTML. */
export interface MailWords {
  readonly subject: string
  readonly greeting: string
  readonly before: readonly string[]
  readonly link: { readonly label: string; readonly url: string } | null
  readonly after: readonly string[]
}

/** All mails in one language. */
export type MailTexts = { readonly [T in MailTemplate]: (data: MailData[T], place: MailPlace) => MailWords }
