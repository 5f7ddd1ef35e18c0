import type { Language } from '../domain/person.ts'
import type { MailWords } from './templates/mail-texts.ts'

/** The mail as HTML that every client can show: no images, no styles that are fetched, and the address of the link in full, so that it can be judged and copied. */
export function toHtml({ subject, greeting, before, link, after }: MailWords, language: Language): string {
  const body = [paragraph(greeting), ...before.map(paragraph), ...(link === null ? [] : toLink(link)), ...after.map(paragraph)]
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head>',
    '<body style="margin: 0; padding: 24px; font-family: system-ui, sans-serif; font-size: 16px; line-height: 1.5">',
    '<div style="max-width: 560px; margin: 0 auto">',
    ...body,
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const paragraph = (text: string): string => `<p style="margin: 0 0 16px">${escapeHtml(text)}</p>`

const button =
  'display: inline-block; padding: 12px 20px; border-radius: 6px; background: #1c5d99; color: #ffffff; text-decoration: none; font-weight: 600'

function toLink({ label, url }: { readonly label: string; readonly url: string }): readonly string[] {
  return [
    `<p style="margin: 0 0 16px"><a href="${escapeHtml(url)}" style="${button}">${escapeHtml(label)}</a></p>`,
    `<p style="margin: 0 0 16px; font-size: 14px; word-break: break-all">${escapeHtml(url)}</p>`,
  ]
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
