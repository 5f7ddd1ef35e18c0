import { describe, expect, it } from 'vitest'
import type { MailData, MailOrder, MailTemplate } from '../domain/mail.ts'
import { languages } from '../domain/person.ts'
import { mailTexts, renderMail } from './render-mail.ts'

const link = { username: 'berta', url: 'https://lab.example.edu/invitation#s3cret', expiresAt: '2026-12-03T12:00:00.000Z' }
const disk = { name: 'disk', state: 'warning', detail: '3.1 GiB are free.', remedy: 'Make room.' } as const
const data: MailData = {
  invitation: link,
  'new-password': link,
  'forced-password': link,
  'forgotten-password': link,
  test: { sentBy: 'ada' },
  health: { worse: [disk], wellAgain: [], still: [] },
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

function saidOnlyIn(template: MailTemplate): readonly string[] {
  if (template === 'test') return ['ada']
  return template === 'health' ? ['3.1 GiB are free. Make room.', 'https://lab.example.edu/health'] : ['berta', link.url]
}

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
      for (const said of ['Berta Beispiel', 'https://lab.example.edu', ...saidOnlyIn(template)]) expect(text).toContain(said)
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

describe('a mail about the health', () => {
  const gateway = { name: 'gateway', state: 'error', detail: 'The gateway does not answer.', remedy: null } as const
  const git = { ...gateway, name: 'git' }
  const mend = { name: 'memory', state: 'ok', detail: '', remedy: null } as const

  it.each([
    [{ worse: [disk, git], wellAgain: [], still: [gateway] }, '2 errors, 1 warning', '2 Fehler, 1 Warnung'],
    [{ worse: [], wellAgain: [mend], still: [disk, { ...disk, name: 'network' }] }, '2 warnings', '2 Warnungen'],
    [{ worse: [gateway], wellAgain: [mend], still: [] }, '1 error', '1 Fehler'],
    [{ worse: [], wellAgain: [mend], still: [] }, 'all is well again', 'alles wieder in Ordnung'],
  ])('says in its subject how it is: %j', (news, english, german) => {
    const subjects = languages.map((language) => write('health', { data: news, language } as Partial<MailOrder>).subject)
    expect(subjects).toEqual([`oTree Manager at lab.example.edu: ${english}`, `oTree Manager unter lab.example.edu: ${german}`])
  })

  it('says what is new before what is well again, and what else is not well at the end', () => {
    const news = { worse: [disk], wellAgain: [mend], still: [gateway] }
    const { text } = write('health', { data: news } as Partial<MailOrder>)
    const words = [
      'New:',
      'disk (warning): 3.1 GiB are free. Make room.',
      'Well again:',
      'memory',
      'Also not well:',
      'gateway (error): The',
    ]
    const places = words.map((each) => text.indexOf(`\n${each}`))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
  })
})
