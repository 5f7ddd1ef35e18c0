import { describe, expect, it } from 'vitest'
import type { MailData, MailOrder, MailTemplate } from '../domain/mail.ts'
import { languages } from '../domain/person.ts'
import { mailTexts, renderMail } from './render-mail.ts'

const link = { username: 'berta', url: 'https://lab.example.edu/invitation#s3cret', expiresAt: '2026-12-03T12:00:00.000Z' }
const data: MailData = {
  invitation: link,
  'new-password': link,
  'forced-password': link,
  'forgotten-password': link,
  test: { sentBy: 'ada' },
}
const templates = Object.keys(data) as MailTemplate[]
const write = (template: MailTemplate, change: Partial<MailOrder> = {}) =>
  renderMail(
    {
      to: { name: 'Berta Beispiel', address: 'berta@example.org' },
      language: 'en',
      template,
      data: data[template],
      ...change,
    } as MailOrder,
    'https://lab.example.edu',
  )

describe('a mail', () => {
  it.each(templates)('of the kind %s is there in every language, and in words of its own', (template) => {
    const subjects = languages.map((language) => write(template, { language }).subject)
    expect(new Set(subjects).size).toBe(languages.length)
    for (const language of languages) expect(Object.keys(mailTexts[language]).sort()).toEqual([...templates].sort())
  })

  it.each(templates.flatMap((template) => languages.map((language) => [template, language] as const)))(
    'of the kind %s says in %s the same as text and as HTML',
    (template, language) => {
      const { text, html } = write(template, { language })
      for (const paragraph of text.split('\n').filter(Boolean)) expect(html).toContain(paragraph)
      for (const said of ['Berta Beispiel', 'https://lab.example.edu', template === 'test' ? 'ada' : link.url]) expect(text).toContain(said)
      expect(text).toContain(template === 'test' ? 'ada' : 'berta')
      expect(html).toContain(`<html lang="${language}">`)
    },
  )

  it('fetches nothing when it is read', () => {
    for (const template of templates) expect(write(template).html).not.toMatch(/<(img|link|script|iframe|style)|url\(|@import/i)
  })

  it('says until when its link works, in the language', () => {
    expect(write('invitation').text).toMatch(/until 3 December 2026/)
    expect(write('invitation', { language: 'de' }).text).toMatch(/bis 3\. Dezember 2026/)
  })

  it('takes what people call themselves as text', () => {
    const to = { name: '<b onclick="x">Berta</b>\r\nBcc: all@example.org\u2028 & "Co"', address: 'berta@example.org' }
    const { html, to: written, text } = write('invitation', { to })
    expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;Berta&lt;/b&gt; Bcc: all@example.org &amp; &quot;Co&quot;')
    expect(written.name).toBe('<b onclick="x">Berta</b> Bcc: all@example.org & "Co"')
    expect(text.split('\n')[0]).toContain('Bcc: all@example.org')
  })
})
