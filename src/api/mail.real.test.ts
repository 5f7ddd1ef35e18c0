import type { Email } from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../test/support/free-port.ts'
import { type MailServer, refusal, startMailServer } from '../../test/support/mail/mail-server.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { toUsername } from '../domain/names.ts'
import { waitUntil } from '../lib/wait-until.ts'

let server: MailServer
let api: TestApi
let ada: string
beforeEach(async () => {
  server = await startMailServer()
  api = await openTestApi({ mail: server.settings, publicUrl: 'https://lab.example.edu' })
  ada = await api.person('ada', 'super-user')
})
afterEach(async () => {
  await api.close()
  await server.close()
})

interface Asked {
  readonly bearer?: string
  readonly body?: object
  /** Where the caller is. */
  readonly from?: string
}

const ask = (method: 'GET' | 'POST' | 'PATCH', path: string, { bearer, body, from }: Asked = {}) =>
  api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...(from ? { 'x-forwarded-for': from } : {}) },
    ...(body ? { payload: body } : {}),
  })

const invite = (username: string) =>
  ask('POST', '/people', { bearer: ada, body: { username, name: `Name of ${username}`, email: `${username}@example.org` } })
const forget = (usernameOrEmail: string, from?: string) =>
  ask('POST', '/forgotten-password', { body: { usernameOrEmail }, ...(from ? { from } : {}) })
const accept = (url: string, password = 'the password of somebody') =>
  ask('POST', '/invitation/accept', { body: { token: new URL(url).hash.slice(1), password } })
/** The newest mail for somebody, when there are so many. */
const mailTo = async (username: string, count = 1): Promise<Email> =>
  waitUntil(`mail ${count} to ${username}`, async () => (await server.mailsTo(`${username}@example.org`))[count - 1])
const linkIn = ({ text = '' }: Email): string => /https:\S+#\S+/.exec(text)?.[0] ?? ''
const speak = (username: string, language: string) =>
  api.open.database.updateTable('user').set({ language }).where('username', '=', username).execute()

describe('somebody who is invited', () => {
  it('gets the link by mail, and it works once', async () => {
    const answer = await invite('berta')
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { mailed: true, inviteUrl: expect.stringContaining('/invitation#') }])
    const mail = await mailTo('berta')
    expect(mail.subject).toBe('Your invitation to oTree Manager')
    expect(linkIn(mail)).toBe(answer.json().inviteUrl)
    expect((await accept(linkIn(mail))).statusCode).toBe(200)
    expect((await accept(linkIn(mail))).statusCode).toBe(404)
  })

  it('gets another one when the first is lost, which does not work any more then', async () => {
    await invite('berta')
    const first = linkIn(await mailTo('berta'))
    expect((await ask('POST', '/people/berta/reset', { bearer: ada })).json()).toMatchObject({ mailed: true })
    const second = await mailTo('berta', 2)
    expect(second.subject).toBe('Your invitation to oTree Manager')
    expect((await accept(first)).statusCode).toBe(404)
    expect((await accept(linkIn(second))).statusCode).toBe(200)
  })

  it('gets another one at the right address when theirs was a wrong one', async () => {
    const first = (await invite('berta')).json().inviteUrl
    await mailTo('berta')
    const { notice, mailed } = (await ask('PATCH', '/people/berta', { bearer: ada, body: { email: 'b@example.org' } })).json()
    expect([notice, mailed]).toEqual([expect.stringContaining('on its way to b@example.org'), true])
    expect((await accept(first)).statusCode).toBe(404)
    expect((await accept(linkIn(await mailTo('b')))).statusCode).toBe(200)
  })

  it('waits for nothing when the mail server is away, and gets the mail when it is back', async () => {
    await server.close()
    expect((await invite('berta')).json()).toMatchObject({ mailed: true })
    const waiting = async () => (await ask('GET', '/mail', { bearer: ada })).json()
    await waitUntil('the failed attempt', async () => (await waiting()).items[0]?.attempts === 1)
    expect(await waiting()).toMatchObject({
      configured: true,
      lastSentAt: null,
      items: [{ to: 'berta@example.org', template: 'invitation', state: 'waiting', reason: expect.stringContaining('cannot be reached') }],
    })
    expect(JSON.stringify(await waiting())).not.toContain('#')
    server = await startMailServer({ port: server.port })
    expect((await ask('POST', '/mail/retry', { bearer: ada, body: {} })).json()).toEqual({ count: 1 })
    await mailTo('berta')
    await waitUntil('an empty queue', async () => (await waiting()).items.length === 0)
    expect((await waiting()).lastSentAt).not.toBeNull()
  })
})

it('a new password that a super-user makes comes by mail, in the language of the person', async () => {
  await accept((await invite('berta')).json().inviteUrl)
  await speak('berta', 'de')
  expect((await ask('POST', '/people/berta/reset', { bearer: ada })).json()).toMatchObject({ mailed: true })
  expect((await mailTo('berta', 2)).subject).toBe('Wählen Sie ein neues Passwort für oTree Manager')
})

it('a mail to somebody who chose no language is in the one of the setting', async () => {
  const german = await openTestApi({ mail: server.settings, language: 'de' })
  const bearer = await german.person('ada', 'super-user')
  const payload = { username: 'carl', name: 'Carl', email: 'carl@example.org' }
  await german.app.inject({ method: 'POST', url: '/api/v1/people', headers: { authorization: `Bearer ${bearer}` }, payload })
  expect((await mailTo('carl')).subject).toBe('Einladung: Wählen Sie Ihr Passwort für oTree Manager')
  await german.close()
})

it('a password that a super-user made useless is said to be so, with a link to a new one', async () => {
  await accept((await invite('berta')).json().inviteUrl)
  expect((await ask('POST', '/people/berta/force-new-password', { bearer: ada })).json()).toMatchObject({ mailed: true })
  const mail = await mailTo('berta', 2)
  expect(mail.subject).toBe('Your password for oTree Manager does not work any more')
  expect((await accept(linkIn(mail), 'quite another password')).statusCode).toBe(200)
})

describe('a forgotten password', () => {
  beforeEach(async () => {
    await accept((await invite('berta')).json().inviteUrl)
    await mailTo('berta')
  })

  it('is replaced by a link for an hour, of which only the last one works', async () => {
    expect((await forget('BERTA')).statusCode).toBe(202)
    const first = linkIn(await mailTo('berta', 2))
    await forget('Berta@Example.org')
    const mail = await mailTo('berta', 3)
    expect(mail.subject).toBe('Your new password for oTree Manager')
    expect((await accept(first)).statusCode).toBe(404)
    const { expiresAt } = (await ask('POST', '/invitation/read', { body: { token: new URL(linkIn(mail)).hash.slice(1) } })).json()
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 3_600_000)
    expect((await accept(linkIn(mail), 'quite another password')).statusCode).toBe(200)
    const signIn = { username: 'berta', password: 'quite another password' }
    expect((await ask('POST', '/sign-in', { body: signIn })).json()).toMatchObject({ username: 'berta' })
  })

  it('gets the same answer for people that there are not, and for those who are locked', async () => {
    await invite('carl')
    await ask('PATCH', '/people/carl', { bearer: ada, body: { active: false } })
    await mailTo('carl')
    const answers = await Promise.all(
      ['berta', 'berta@example.org', 'nobody', 'nobody@example.org', 'carl', '%', '☃@'].map((typed) => forget(typed)),
    )
    const shown = answers.map(({ statusCode, body, headers: { date: _, ...headers } }) => ({ statusCode, body, headers }))
    expect(new Set(shown.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(shown[0]?.statusCode).toBe(202)
    await mailTo('berta', 2)
    await waitUntil('all mails', async () => (await ask('GET', '/mail', { bearer: ada })).json().items.length === 0)
    expect(await server.mailsTo('carl@example.org')).toHaveLength(1)
    expect(await server.mailsTo('nobody@example.org')).toEqual([])
  })

  it('that was never chosen is one for another invitation, beside the first', async () => {
    await invite('carl')
    const first = linkIn(await mailTo('carl'))
    await forget('carl')
    const again = await mailTo('carl', 2)
    expect(again.subject).toBe('Your invitation to oTree Manager')
    expect(linkIn(again)).toContain('/invitation#')
    const read = await ask('POST', '/invitation/read', { body: { token: new URL(linkIn(again)).hash.slice(1) } })
    expect(read.json()).toMatchObject({ purpose: 'invitation', username: 'carl' })
    expect([(await accept(first)).statusCode, (await accept(linkIn(again))).statusCode]).toEqual([200, 404])
  })

  it('that somebody else claims voids no link that a super-user gave, until a password is set', async () => {
    const { resetUrl } = (await ask('POST', '/people/berta/reset', { bearer: ada })).json()
    await forget('berta')
    const forgotten = linkIn(await mailTo('berta', 3))
    expect((await accept(resetUrl, 'quite another password')).statusCode).toBe(200)
    expect((await accept(forgotten, 'the password of a stranger')).statusCode).toBe(404)
  })

  it('fills nobody’s mailbox, and says nothing of it', async () => {
    for (let count = 2; count <= 4; count++) {
      await forget('berta')
      await mailTo('berta', count)
    }
    for (let count = 0; count < 3; count++) expect((await forget('berta')).statusCode).toBe(202)
    await invite('dora') // a mail behind all of them
    await mailTo('dora')
    expect(await server.mailsTo('berta@example.org')).toHaveLength(4)
  })

  it('is asked for a limited number of times from one place, whoever is asked for', async () => {
    for (let count = 0; count < 60; count++) await forget(`nobody${count}`, '192.0.2.1')
    const refused = await Promise.all([forget('berta', '192.0.2.1'), forget('nobody', '192.0.2.1')])
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([429, 429])
    expect(refused[0]?.body).toBe(refused[1]?.body)
    expect((await forget('berta', '192.0.2.2')).statusCode).toBe(202)
  })

  it('is asked for more often from this machine: behind a web server there everybody has its address', async () => {
    const here = '127.0.0.1'
    for (let count = 0; count < 600; count++) {
      const { statusCode } = await forget(`nobody${count}`, here)
      if (statusCode !== 202) throw new Error(`Question ${count + 1} was answered with ${statusCode}.`)
    }
    expect((await forget('berta', here)).statusCode).toBe(429)
    expect((await forget('berta', '192.0.2.2')).statusCode).toBe(202)
  })

  it('is written down, with the names of people only', async () => {
    await forget('berta', '192.0.2.1')
    await forget('my-secret-password', '192.0.2.1')
    const { items } = await api.open.store.audit.page(null, 2)
    const entry = { who: null, action: 'password.forgotten', by: 'browser', from: '192.0.2.1', result: 'allowed', detail: null }
    expect(items).toMatchObject([
      { ...entry, thing: 'manager' },
      { ...entry, thing: 'person:berta' },
    ])
  })
})

describe('a test mail', () => {
  const test = (body: object = {}) => ask('POST', '/mail/test', { bearer: ada, body })

  it('goes to the super-user themself, or to whom they name, and the server’s answer is told', async () => {
    expect((await test()).json()).toEqual({ to: 'ada@example.org', answer: expect.stringMatching(/^250 /) })
    expect((await mailTo('ada')).text).toContain('the test mail that ada had sent')
    expect((await test({ to: 'berta@example.org' })).json()).toMatchObject({ to: 'berta@example.org' })
    await mailTo('berta')
  })

  it('of the machine’s own command line needs an address', async () => {
    const send = (body: object) => api.server.inject({ method: 'POST', url: '/api/v1/mail/test', payload: body })
    expect((await send({})).statusCode).toBe(400)
    expect((await send({ to: 'berta@example.org' })).statusCode).toBe(200)
  })

  it('says in the server’s words why it is refused', async () => {
    await server.close()
    const refuse = (): never => {
      throw refusal(550, '5.7.1 Not from this network')
    }
    server = await startMailServer({ port: server.port, onReceiver: refuse })
    const answer = await test()
    expect([answer.statusCode, answer.json()]).toMatchObject([
      502,
      { code: 'mail.refused', detail: expect.stringContaining('550 5.7.1 Not from this network') },
    ])
  })

  it.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'nobody'])('to %j is refused', async (to) => {
    expect((await test({ to })).statusCode).toBe(400)
    expect(server.received).toEqual([])
  })
})

it('a mail that has left cannot be tried again', async () => {
  expect((await ask('POST', '/mail/retry', { bearer: ada, body: { id: 'mgone' } })).statusCode).toBe(404)
})

describe('without a mail server', () => {
  beforeEach(async () => {
    await api.close()
    api = await openTestApi()
    ada = await api.person('ada', 'super-user')
  })

  it('links are there to copy', async () => {
    expect((await invite('berta')).json()).toMatchObject({ mailed: false, inviteUrl: expect.stringContaining('#') })
    expect((await ask('POST', '/people/berta/reset', { bearer: ada })).json()).toMatchObject({ mailed: false })
    expect((await ask('GET', '/mail', { bearer: ada })).json()).toEqual({ items: [], next: null, configured: false, lastSentAt: null })
  })

  it('a forgotten password is for a super-user, whoever asks', async () => {
    const answers = await Promise.all([forget('ada'), forget('nobody')])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, 409])
    expect(answers[0]?.body).toBe(answers[1]?.body)
    expect(answers[0]?.json().detail).toContain('Ask a super-user')
  })

  it('a test mail says what to set', async () => {
    expect((await ask('POST', '/mail/test', { bearer: ada, body: {} })).json().detail).toContain('OTM_SMTP_HOST')
  })
})

it('a person with an address to which no mail can be sent is made all the same, with a link to copy', async () => {
  const email = '"two words"@example.org'
  const person = { username: 'eve', name: 'Eve', email, role: 'experimenter' } as const
  await api.accounts.createPerson(person)
  expect(await api.open.store.people.get(toUsername('eve'))).toMatchObject({ email })
  expect((await ask('POST', '/people/eve/reset', { bearer: ada })).json()).toMatchObject({ mailed: false })
})

it('a mail server on a port where nobody listens is said to be away', async () => {
  await api.close()
  const port = await freePort()
  api = await openTestApi({ mail: { ...server.settings, port } })
  const bearer = await api.person('ada', 'super-user')
  expect((await ask('POST', '/mail/test', { bearer, body: {} })).json().detail).toContain(`127.0.0.1:${port} cannot be reached`)
})
