import type { MailOrder } from '../domain/mail.ts'
import { type MailAddress, toOneLine } from '../domain/mail-address.ts'
import type { Language } from '../domain/person.ts'
import { de } from './templates/de.ts'
import { en } from './templates/en.ts'
import type { MailPlace, MailTexts, MailWords } from './templates/mail-texts.ts'
import { toHtml } from './to-html.ts'

/** A mail as it is handed to the mail server, but for its sender. */
export interface RenderedMail {
  readonly to: MailAddress
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Each mail in each language. */
export const mailTexts: Readonly<Record<Language, MailTexts>> = { en, de }

/** Writes the mail. What comes from people is text: it begins no line of the head, and no tag. */
export function renderMail(order: MailOrder, publicUrl: string): RenderedMail {
  const { language } = order
  const to = { name: toOneLine(order.to.name), address: order.to.address }
  const words = toWords(order, { publicUrl, name: to.name, toTime: (iso) => toMoment(iso, language) })
  return { to, subject: toOneLine(words.subject), text: toText(words), html: toHtml(words, language) }
}

/** The compiler cannot see that template and data come from one order. */
function toWords(order: MailOrder, place: MailPlace): MailWords {
  const write = mailTexts[order.language][order.template] as (data: MailOrder['data'], place: MailPlace) => MailWords
  return write(order.data, place)
}

const toText = ({ greeting, before, link, after }: MailWords): string =>
  [greeting, ...before, ...(link === null ? [] : [link.url]), ...after].map((paragraph) => `${paragraph}\n`).join('\n')

/** e.g. `3 December 2026 at 14:05 CET` */
const toMoment = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso))
