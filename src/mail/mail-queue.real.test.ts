import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../test/support/free-port.ts'
import { type MailServer, type ReceivedMail, refusal, startMailServer } from '../../test/support/mail/mail-server.ts'
import { type CertificateAuthority, makeAuthority } from '../../test/support/network/certificate-authority.ts'
import type { MailOrder } from '../domain/mail.ts'
import type { Username } from '../domain/names.ts'
import type { MailSettings } from '../domain/settings.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { type OpenStore, openStore } from '../store/open-store.ts'
import { MailQueue, type MailQueueOptions } from './mail-queue.ts'

let certificates: string
let authority: CertificateAuthority
let stranger: CertificateAuthority
beforeAll(async () => {
  certificates = await mkdtemp(join(tmpdir(), 'otm-mail-ca-'))
  authority = await makeAuthority(certificates, ['localhost'])
  const others = await mkdtemp(join(certificates, 'others-'))
  stranger = await makeAuthority(others, ['localhost'])
})
afterAll(() => rm(certificates, { recursive: true }))

let dataDir: string
let open: OpenStore
/** The clock is ahead by so much. */
let aheadMs: number
const now = (): Date => new Date(Date.now() + aheadMs)
let ends: (() => Promise<unknown>)[]
beforeEach(async () => {
  aheadMs = 0
  ends = []
  dataDir = await mkdtemp(join(tmpdir(), 'otm-mail-'))
  open = await openStore({ dataDir, now })
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await open.store.close()
  await rm(dataDir, { recursive: true })
})

async function serve(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options)
  ends.push(() => server.close())
  return server
}

function startQueue(mail: MailSettings, more: Partial<MailQueueOptions> & { readonly extraCaFile?: string } = {}): MailQueue {
  const { extraCaFile = null, ...options } = more
  const settings = { mail, extraCaFile }
  const queue = new MailQueue({ settings, publicUrl: 'https://lab.example.edu', store: open.mail, now, lookEveryMs: 20, ...options })
  queue.start()
  ends.push(() => queue.stop())
  return queue
}

async function order(change: Partial<MailOrder> = {}): Promise<MailOrder> {
  const username = 'berta'
  const expiresAt = new Date(now().getTime() + 7 * 24 * 3_600_000).toISOString()
  const secret = await open.links.create({ kind: 'invite', username: username as Username, expiresAt })
  const data = { username, url: `https://lab.example.edu/invitation#${secret}`, expiresAt }
  return { to: { name: 'Berta', address: 'berta@example.org' }, language: 'en', template: 'invitation', data, ...change } as MailOrder
}

const reason = async (queue: MailQueue): Promise<string> => waitUntil('a failed attempt', async () => (await queue.list())[0]?.reason)
const left = (queue: MailQueue): Promise<true> => waitUntil('an empty queue', async () => (await queue.list()).length === 0)
const stateOf = async (queue: MailQueue) => (await queue.list())[0]?.state

describe('a mail', () => {
  it('arrives encrypted, with our user, from our sender, as text and as HTML', async () => {
    const login = { user: 'lab', password: 'p#ss wörd' }
    const server = await serve({ tls: 'starttls', certificate: authority.server, login })
    const replyTo = { name: 'Help, please', address: 'help@example.edu' }
    const queue = startQueue({ ...server.settings, replyTo }, { extraCaFile: authority.file })
    await queue.send(await order())
    await left(queue)
    expect(server.received).toMatchObject([{ secure: true, user: 'lab', from: 'lab@example.edu', to: ['berta@example.org'] }])
    const [mail] = await server.mailsTo('berta@example.org')
    expect(mail).toMatchObject({
      subject: 'Your invitation to oTree Manager',
      from: { name: 'oTree Lab', address: 'lab@example.edu' },
      to: [{ name: 'Berta', address: 'berta@example.org' }],
      replyTo: [replyTo],
      text: expect.stringContaining('https://lab.example.edu/invitation#'),
      html: expect.stringContaining('href="https://lab.example.edu/invitation#'),
    })
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(await queue.lastSentAt()).not.toBeNull()
  })

  it('goes over a port that is encrypted from the first byte', async () => {
    const server = await serve({ tls: 'tls', certificate: authority.server })
    const queue = startQueue(server.settings, { extraCaFile: authority.file })
    expect(await queue.sendNow(await order())).toMatch(/^250/)
    expect(await queue.lastSentAt()).not.toBeNull()
    expect(server.received).toMatchObject([{ secure: true }])
  })

  it('in German keeps its umlauts, in subject, name and text', async () => {
    const server = await serve()
    const to = { name: 'Bärbel Größe', address: 'baerbel@example.org' }
    await startQueue(server.settings).sendNow(await order({ language: 'de', to }))
    expect(server.received[0]?.raw.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n]*$/) // the head is ASCII
    expect(await server.mailsTo('baerbel@example.org')).toMatchObject([
      {
        subject: 'Einladung: Wählen Sie Ihr Passwort für oTree Manager',
        to: [to],
        text: expect.stringContaining('Guten Tag Bärbel Größe,'),
      },
    ])
  })

  it('has no lines in its head but ours, whatever somebody calls themself', async () => {
    const server = await serve()
    const queue = startQueue(server.settings)
    const name = 'Berta\r\nBcc: all@example.org\n\nX-Body: here\r\n.\r\nMAIL FROM:<a@b.c>'
    await queue.sendNow(await order({ to: { name, address: 'berta@example.org' } }))
    const [{ raw = '', to = [] } = {}] = server.received
    const head = raw.split('\r\n\r\n')[0] ?? ''
    expect(to).toEqual(['berta@example.org'])
    expect(
      head
        .replace(/\r\n[ \t]/g, ' ')
        .split('\r\n')
        .map((line) => line.split(':')[0]),
    ).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(bcc|x-body)$/i)]))
    expect(server.received).toHaveLength(1)
  })

  it.each(['berta@example.org\r\nBcc: all@example.org', 'a@example.org, b@example.org', '<berta@example.org>', 'berta'])(
    'to %j is refused',
    async (address) => {
      const server = await serve()
      const queue = startQueue(server.settings)
      const wrong = await order({ to: { name: '', address } })
      await expect(queue.send(wrong)).rejects.toMatchObject({ code: 'invalid_input' })
      await expect(queue.sendNow(wrong)).rejects.toMatchObject({ code: 'invalid_input' })
      expect([await queue.list(), server.received]).toEqual([[], []])
    },
  )
})

describe('the queue', () => {
  it('keeps a mail while the server is down, and sends it when it is up', async () => {
    const port = await freePort()
    const down = {
      host: '127.0.0.1',
      port,
      tls: 'none',
      login: null,
      from: { name: '', address: 'lab@example.edu' },
      replyTo: null,
    } as const
    const queue = startQueue(down)
    await queue.send(await order())
    expect(await reason(queue)).toContain(`The mail server 127.0.0.1:${port} cannot be reached`)
    expect(await queue.list()).toMatchObject([{ to: 'berta@example.org', state: 'waiting', attempts: 1 }])
    const server = await serve({ port })
    aheadMs += 61_000
    await left(queue)
    expect(server.received).toHaveLength(1)
  })

  it('tries again after "try again later", and gives up after two days', async () => {
    let isWilling = false
    const server = await serve({
      onReceiver: () => {
        if (!isWilling) throw refusal(451, '4.7.1 Greylisted, try again later')
      },
    })
    const queue = startQueue(server.settings)
    await queue.send(await order())
    expect(await reason(queue)).toContain('Greylisted, try again later')
    expect(await stateOf(queue)).toBe('waiting')
    aheadMs += 49 * 3_600_000
    await waitUntil('the end of its attempts', async () => (await stateOf(queue)) === 'failed')
    isWilling = true
    expect(await queue.retry(null)).toBe(1)
    await left(queue)
    expect(server.received).toHaveLength(1)
  })

  it('does not try again what the server does not want at all, and says why without the link that it quotes', async () => {
    let quoted = ''
    const server = await serve({
      onMail: ({ raw }) => {
        quoted = /#[\w-]{8,}/.exec(raw.replaceAll('=\r\n', ''))?.[0] ?? ''
        throw refusal(554, `5.7.1 Rejected for https://lab.example.edu/invitation${quoted} in it`)
      },
    })
    const queue = startQueue(server.settings)
    await queue.send(await order())
    expect(await reason(queue)).toContain('did not take the mail: 554 5.7.1 Rejected for https://lab.example.edu/invitation#… in it')
    expect(quoted.length).toBeGreaterThan(8)
    expect(await queue.list()).toMatchObject([{ state: 'failed', attempts: 1, nextAttemptAt: null }])
  })

  it('fails at once for a mailbox that does not exist, and goes on with the others', async () => {
    const server = await serve({
      onReceiver: (address) => {
        if (address.startsWith('nobody')) throw refusal(550, '5.1.1 No such user')
      },
    })
    const queue = startQueue(server.settings, { atOnce: 1 })
    await queue.send(await order({ to: { name: '', address: 'nobody@example.org' }, template: 'test', data: { sentBy: 'ada' } }))
    await queue.send(await order())
    await waitUntil('the other mail', () => server.received.length === 1)
    await waitUntil('it is noted that it left', async () => (await queue.list()).length === 1) // a moment after the server has it
    expect(await queue.list()).toMatchObject([
      { to: 'nobody@example.org', state: 'failed', reason: expect.stringContaining('No such user') },
    ])
  })

  it('lets nobody wait for a server that is slow, and does not wait for it for ever', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    ends.push(async () => silent.close())
    await waitUntil('the silent server', () => silent.listening)
    const { port } = silent.address() as { port: number }
    const queue = startQueue(
      { host: '127.0.0.1', port, tls: 'none', login: null, from: { name: '', address: 'lab@example.edu' }, replyTo: null },
      { attemptTimeoutMs: 300, waitedForMs: 300 },
    )
    await queue.send(await order()) // returns
    expect(await reason(queue)).toContain('took too long')
    await expect(queue.sendNow(await order())).rejects.toMatchObject({
      code: 'mail.refused',
      message: expect.stringContaining('took too long'),
    })
  })

  it('never sends more than a few at once', async () => {
    let [current, most] = [0, 0]
    const gate = Promise.withResolvers<void>()
    const server = await serve({
      onMail: async () => {
        most = Math.max(most, ++current)
        await gate.promise
        current--
      },
    })
    const queue = startQueue(server.settings, { atOnce: 2 })
    const test = await order({ template: 'test', data: { sentBy: 'ada' } })
    for (let count = 0; count < 6; count++) await queue.send(test)
    await waitUntil('two at once', () => current === 2)
    gate.resolve()
    await left(queue)
    expect([most, server.received.length]).toEqual([2, 6])
  })

  it('has after a restart what the manager was killed with, and sends it under the same name', async () => {
    const gate = Promise.withResolvers<void>()
    let isFirst = true
    const seen: ReceivedMail[] = []
    const server = await serve({
      onMail: async (mail) => {
        seen.push(mail)
        if (!isFirst) return
        isFirst = false
        await gate.promise
      },
    })
    const queue = startQueue(server.settings)
    await queue.send(await order())
    await waitUntil('the first attempt', () => seen.length === 1)
    await queue.stop() // between handing over and the answer
    await open.store.close()
    open = await openStore({ dataDir, now })
    const next = startQueue(server.settings)
    await left(next)
    gate.resolve()
    const ids = seen.map(({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1])
    expect(ids).toEqual([expect.stringMatching(/^<m[a-z2-7]{16}@example\.edu>$/), ids[0]])
  })

  it('does not send a link that was followed by another one, or is over', async () => {
    const port = await freePort()
    const queue = startQueue({ ...(await serve()).settings, port })
    await queue.send(await order())
    await reason(queue)
    await queue.send(await order()) // its link voids the one before
    await waitUntil('the second attempt', async () => (await queue.list())[0]?.attempts === 1)
    expect(await queue.list()).toHaveLength(1)
    const server = await serve({ port })
    aheadMs += 8 * 24 * 3_600_000
    await left(queue)
    expect(server.received).toEqual([])
    const contents = () => open.database.selectFrom('mail').select(['state', 'sealedMessage']).execute()
    const gone = { state: 'void', sealedMessage: null }
    await waitUntil('both contents gone', async () => (await contents()).every(({ state }) => state === 'void'))
    expect(await contents()).toEqual([gone, gone])
  })
})

describe('without encryption nothing is sent', () => {
  it('to a server that has none', async () => {
    const server = await serve({ tls: 'none' })
    const queue = startQueue({ ...server.settings, tls: 'starttls', host: 'localhost' })
    await expect(queue.sendNow(await order())).rejects.toThrow('No encrypted connection')
    expect(server.received).toEqual([])
  })

  it.each(['starttls', 'tls'] as const)('with %s, to a server whose certificate is of a stranger', async (tls) => {
    const server = await serve({ tls, certificate: stranger.server })
    const queue = startQueue(server.settings, { extraCaFile: authority.file })
    await expect(queue.sendNow(await order())).rejects.toThrow('The certificate of localhost is not trusted')
    expect(server.received).toEqual([])
  })

  it('to a server whose certificate is for another name', async () => {
    const server = await serve({ tls: 'starttls', certificate: authority.server })
    const queue = startQueue({ ...server.settings, host: '127.0.0.1' }, { extraCaFile: authority.file })
    await expect(queue.sendNow(await order())).rejects.toThrow('The certificate of 127.0.0.1 is not trusted')
    expect(server.received).toEqual([])
  })
})

it('a wrong password is said without itself, and what waits leaves when it was corrected', async () => {
  const login = { user: 'lab', password: 'the-right-one' }
  const server = await serve({ tls: 'starttls', certificate: authority.server, login })
  const wrong = { ...server.settings, login: { user: 'lab', password: 'the-wr0ng-one' } }
  const queue = startQueue(wrong, { extraCaFile: authority.file })
  await queue.send(await order())
  const said = await reason(queue)
  expect(said).toContain('does not take our user and password: 535 5.7.8 Wrong password … Correct OTM_SMTP_USER')
  expect(await stateOf(queue)).toBe('waiting')
  await queue.stop()
  const next = startQueue(server.settings, { extraCaFile: authority.file })
  aheadMs += 61_000
  await left(next)
  expect(server.received).toHaveLength(1)
})
