import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HookServer, hookSecret, startHookServer } from '../../test/support/hook-server.ts'
import { type MailServer, startMailServer } from '../../test/support/mail/mail-server.ts'
import type { HealthCheck } from '../domain/health-messages.ts'
import type { Username } from '../domain/names.ts'
import type { HealthSettings } from '../domain/settings.ts'
import type { Logger } from '../lib/logger.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { openMail } from '../mail/open-mail.ts'
import { type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { type OpenHealthMessages, openHealthMessages } from './open-health-messages.ts'
import { watchHealth } from './watch-health.ts'

const minuteMs = 60_000
let opened: TemporaryStore
let hook: HookServer
let post: MailServer
let ends: (() => unknown)[]
let logged: string[]
beforeEach(async () => {
  opened = await temporaryStore()
  ;[hook, post, ends, logged] = [await startHookServer(), await startMailServer(), [], []]
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await Promise.all([hook.close(), post.close()])
  await opened.remove()
})

const note = (facts: object, message: string): void =>
  void logged.push(`${message} ${JSON.stringify(facts)} ${Object.values(facts).join(' ')}`)
const logger: Logger = { info: note, warn: note, error: note }

/** A manager from its start to its end, whose health is what the test says, and whose minutes are as short as its looks. */
interface Life {
  readonly messages: OpenHealthMessages
  /** Looks once a minute for so long. */
  live(minutes: number): Promise<void>
  /** From now on. */
  become(...checks: readonly HealthCheck[]): void
}

interface LifeOptions {
  readonly health?: Partial<HealthSettings>
  readonly withMail?: boolean
  readonly timeoutMs?: number
}

function begin({ health = {}, withMail = false, timeoutMs = 10_000 }: LifeOptions = {}): Life {
  const place = { publicUrl: 'https://lab.example.edu', extraCaFile: null, httpsProxy: null, noProxy: null, language: 'de' as const }
  const settings = { ...place, mail: withMail ? post.settings : null, health: { mail: 'super-users' as const, hook: hook.url, ...health } }
  const mail = openMail({ settings, store: opened.mail })
  mail.start()
  let clock = 0
  let checks: readonly HealthCheck[] = []
  const now = (): number => clock
  const messages = openHealthMessages({ settings, mail, people: opened.store.people, logger, timeoutMs, now })
  const toldFile = join(opened.dataDir, 'health-told.json')
  const watch = watchHealth({ look: async () => checks, channels: messages.channels, toldFile, logger, now })
  ends.push(() => mail.stop())
  const live = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      clock += minuteMs
      await watch.look()
    }
  }
  const become = (...next: readonly HealthCheck[]): void => {
    checks = next
  }
  return { messages, live, become }
}

const check = (name: string, state: HealthCheck['state']): HealthCheck => ({
  name,
  state,
  detail: `This is ${name}.`,
  remedy: state === 'ok' ? null : 'Mend it.',
})
const disk = check('disk', 'warning')

const person = async (username: string, role: 'super-user' | 'experimenter', language: 'en' | 'de' | null) =>
  opened.store.people.create({
    username: username as Username,
    name: username,
    email: `${username}@example.org`,
    role,
    instanceQuota: 0,
    language,
  })

describe('a web hook', () => {
  it('is told once what is wrong, and that it is well again', async () => {
    const life = begin()
    life.become(disk)
    await life.live(12)
    expect(hook.texts).toEqual([
      expect.stringMatching(/^oTree Manager at lab\.example\.edu: 1 warning\n.*• disk \(warning\): This is disk\. Mend it\./s),
    ])
    life.become(check('disk', 'ok'))
    await life.live(12)
    expect(hook.texts.slice(1)).toEqual([expect.stringContaining('all is well again')])
    expect(new Set(hook.asked)).toEqual(new Set([`POST /services/${hookSecret} application/json`]))
  })

  it('is told nothing twice by a manager that was started again', async () => {
    const first = begin()
    first.become(disk)
    await first.live(7)
    const second = begin()
    second.become(disk)
    await second.live(7)
    expect(hook.texts).toHaveLength(1)
    second.become(check('disk', 'ok'))
    await second.live(7)
    expect(hook.texts).toHaveLength(2)
    expect(JSON.parse(await readFile(join(opened.dataDir, 'health-told.json'), 'utf8'))).toEqual({})
  })

  it('is told anew when the file of what was told is damaged', async () => {
    await writeFile(join(opened.dataDir, 'health-told.json'), '{"disk":')
    const life = begin()
    life.become(disk)
    await life.live(7)
    expect(hook.texts).toHaveLength(1)
  })

  it.each([
    ['refuses', 'answered 404 (no such hook …).', {}, (response) => void response.writeHead(404).end(`no such hook ${hookSecret}`)],
    ['redirects', 'answered 302.', {}, (response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['breaks off', 'does not answer.', {}, (response) => void response.destroy()],
    ['is silent', 'There was no answer within 0.2 seconds.', { timeoutMs: 200 }, () => undefined],
  ] as const satisfies readonly (readonly [string, string, Parameters<typeof begin>[0], Parameters<HookServer['behave']>[0]])[])(
    'that %s is told at the next look that it takes, and nothing secret is said of it',
    async (_what, reason, options, behave) => {
      const life = begin(options)
      hook.behave(behave)
      life.become(disk)
      await life.live(7)
      expect(hook.asked.length).toBeGreaterThan(1)
      const { fault } = life.messages.receivers().hook ?? {}
      expect(fault).toContain(reason)
      const refused: Error = await life.messages.test('ada').catch((error) => error)
      expect(refused).toMatchObject({ code: 'hook.refused', message: expect.stringContaining(reason) })
      hook.behave('well')
      await life.live(2)
      expect(hook.texts).toHaveLength(1)
      expect(life.messages.receivers().hook).toEqual({ host: hook.host, fault: null })
      expect(`${fault} ${refused.message} ${refused.stack} ${logged.join()}`).not.toContain(hookSecret)
    },
  )

  it('that takes nothing for an hour is not told what is that old, which the log says', async () => {
    const life = begin()
    hook.behave((response) => response.writeHead(500).end(hookSecret))
    life.become(disk)
    await life.live(50)
    life.become(check('disk', 'ok'))
    await life.live(17)
    expect(logged).toEqual([expect.stringContaining(hook.host)])
    expect(logged.join()).not.toContain(hookSecret)
    hook.behave('well')
    await life.live(1)
    expect(hook.texts).toEqual([expect.stringContaining('all is well again')])
  })

  it('is not told that it does not work itself', async () => {
    const life = begin()
    life.become(check('messages', 'warning'))
    await life.live(7)
    expect(hook.asked).toEqual([])
  })

  it('that is silent does not hold up the end of the manager', async () => {
    const life = begin()
    hook.behave(() => undefined)
    life.become(disk)
    await life.live(5)
    const looking = life.live(1)
    await waitUntil('the message', () => hook.asked.length > 0)
    life.messages.stop()
    await looking
    expect(life.messages.receivers().hook?.fault).toBeNull()
  })
})

describe('by mail', () => {
  const byMail = { withMail: true, health: { hook: null } }

  it('every active super-user is told in their language', async () => {
    await person('ada', 'super-user', 'en')
    await person('emil', 'super-user', null)
    await person('berta', 'experimenter', 'en')
    await person('carl', 'super-user', 'en')
    await opened.store.people.update('carl' as Username, { active: false })
    const life = begin(byMail)
    life.become(disk)
    await life.live(12)
    await waitUntil('two mails', () => post.received.length === 2)
    expect(await post.mailsTo('ada@example.org')).toMatchObject([
      { subject: 'oTree Manager at lab.example.edu: 1 warning', text: expect.stringContaining('https://lab.example.edu/health') },
    ])
    expect(await post.mailsTo('emil@example.org')).toMatchObject([{ subject: 'oTree Manager unter lab.example.edu: 1 Warnung' }])
    const rows = await opened.database.selectFrom('mail').select(['template', 'linkHash']).execute()
    expect(rows).toEqual([
      { template: 'health', linkHash: null },
      { template: 'health', linkHash: null },
    ])
  })

  it('those are told whom the settings name, in the language of the server', async () => {
    await person('ada', 'super-user', 'en')
    const life = begin({ withMail: true, health: { hook: null, mail: [{ name: 'IT', address: 'it@example.edu' }] } })
    life.become(disk)
    await life.live(7)
    await waitUntil('the mail', () => post.received.length === 1)
    expect(await post.mailsTo('it@example.edu')).toMatchObject([{ subject: 'oTree Manager unter lab.example.edu: 1 Warnung' }])
  })

  it('nobody is told that mails do not leave, but the web hook is', async () => {
    await person('ada', 'super-user', 'en')
    const life = begin({ withMail: true })
    life.become(check('mail', 'warning'))
    await life.live(7)
    expect(hook.texts).toEqual([expect.stringContaining('• mail (warning)')])
    expect(await opened.mail.list()).toEqual([])
    life.become(check('mail', 'warning'), disk)
    await life.live(7)
    await waitUntil('the mail', () => post.received.length === 1)
    const [mail] = await post.mailsTo('ada@example.org')
    expect(mail?.text).not.toContain('mail (warning)')
  })

  it('one who cannot be reached does not keep the others from being told', async () => {
    const mail = [
      { name: '', address: 'two words@example.edu' },
      { name: '', address: 'it@example.edu' },
    ]
    const life = begin({ withMail: true, health: { mail } })
    life.become(disk)
    await life.live(7)
    await waitUntil('the mail', () => post.received.length === 1)
    expect(hook.texts).toHaveLength(1)
  })
})

describe('what nobody could be told', () => {
  it('is told as soon as there is a way', async () => {
    const nobody = begin({ health: { hook: null } })
    nobody.become(disk)
    await nobody.live(7)
    const life = begin()
    life.become(disk)
    await life.live(7)
    expect(hook.texts).toHaveLength(1)
  })

  it('is told as soon as there is somebody', async () => {
    const life = begin({ withMail: true, health: { hook: null } })
    life.become(disk)
    await life.live(7)
    await person('ada', 'super-user', 'en')
    await life.live(7)
    await waitUntil('the mail', () => post.received.length === 1)
  })
})

it('a look that fails is said in the log and changes nothing', async () => {
  let looks = 0
  const look = async (): Promise<readonly HealthCheck[]> => {
    looks += 1
    if (looks === 2) throw new Error('No such file')
    return [disk]
  }
  let clock = 0
  const { channels } = begin().messages
  const now = (): number => {
    clock += 4 * minuteMs
    return clock
  }
  const watch = watchHealth({ look, channels, toldFile: join(opened.dataDir, 'health-told.json'), logger, now, everyMs: 1 })
  watch.start()
  await waitUntil('a message', () => hook.texts.length > 0)
  await waitUntil('some more looks', () => looks > 20)
  await watch.stop()
  expect(hook.texts).toHaveLength(1)
  expect(logged).toEqual([expect.stringContaining('The health could not be looked at.')])
})
