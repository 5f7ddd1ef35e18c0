import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, refusal, startMailServer } from '../../test/support/mail/mail-server.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { type OtmResult, runOtm } from '../../test/support/test-terminal.ts'
import { waitUntil } from '../lib/wait-until.ts'

let api: TestApi
let server: MailServer
let scratch: string
let isWilling = true
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'otm-cli-'))
  server = await startMailServer({
    onReceiver: () => {
      if (!isWilling) throw refusal(550, 'No such mailbox')
    },
  })
  api = await openTestApi({ mail: server.settings })
  await mkdir(join(api.dataDir, 'run'))
  await api.server.listen({ path: join(api.dataDir, 'run', 'manager.sock') })
})
afterAll(async () => {
  await api.close()
  await server.close()
  await rm(scratch, { recursive: true })
})

const otm = (...argv: readonly string[]): Promise<OtmResult> =>
  runOtm(argv, { env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, cwd: scratch })
const make = (username: string) => otm('users', 'create', '--username', username, '--email', `${username}@example.org`, '--name', 'X')

/** A moment after the server has the last one. */
const allAreSent = () => expect.poll(async () => (await otm('mail', 'queue')).stdout).toBe('No mail waits.\n')

it('sends a test mail, and says what the mail server answers', async () => {
  const { exitCode, stdout } = await otm('mail', 'test', '--to', 'berta@example.org')
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^The mail server has taken a mail to berta@example.org: 250 /)])
  expect(await server.mailsTo('berta@example.org')).toHaveLength(1)
  expect((await otm('mail', 'test')).stderr).toContain('--to')
})

it('says of a person that a mail is on its way, and gives the link as well', async () => {
  expect((await make('carl')).stdout).toMatch(/^A mail with this link is on its way to carl;.*\nhttp:.*#/)
  await waitUntil('the mail', async () => (await server.mailsTo('carl@example.org')).length === 1)
  await allAreSent()
})

it('lists what has not left and why, warns of it, and tries it again', async () => {
  isWilling = false
  await make('dora')
  const queue = await waitUntil('the failure', async () => {
    const { stdout } = await otm('mail', 'queue')
    return stdout.includes('failed') && stdout
  })
  expect(queue).toMatch(/dora@example\.org.*invitation.*failed.*No such mailbox/)
  expect((await otm('doctor')).stdout).toMatch(/! mail: 1 mail could not be sent\..*No such mailbox/)
  const refused = await otm('mail', 'test', '--to', 'berta@example.org')
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('550 No such mailbox')])
  isWilling = true
  expect((await otm('mail', 'retry')).stdout).toBe('1 mail is tried again.\n')
  await waitUntil('the mail', async () => (await server.mailsTo('dora@example.org')).length === 1)
  await allAreSent()
  expect((await otm('doctor')).stdout).toMatch(/✓ mail: Mails are sent\. The last one left on \d/)
  expect((await otm('mail', 'retry', 'mgone')).exitCode).toBe(4)
})
