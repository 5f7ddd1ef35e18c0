import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'otm-mail-settings-')))
})
afterEach(() => rm(root, { recursive: true }))

const read = async (env: Record<string, string>) => (await readSettings({ root, env: { OTM_DATA_DIR: root, ...env } })).mail
const server = { OTM_SMTP_HOST: 'mail.example.edu', OTM_MAIL_FROM: 'oTree lab <lab@example.edu>' }
const passwordFile = async (content: string, mode = 0o600): Promise<string> => {
  const file = join(root, 'smtp-password')
  await writeFile(file, content)
  await chmod(file, mode)
  return file
}

describe('the settings of mail', () => {
  it('are encrypted by default, with the usual port', async () => {
    expect(await read(server)).toEqual({
      host: 'mail.example.edu',
      port: 587,
      tls: 'starttls',
      login: null,
      from: { name: 'oTree lab', address: 'lab@example.edu' },
      replyTo: null,
    })
  })

  it('take the password from a file, without the end of its line', async () => {
    const file = await passwordFile('p#ss word\n')
    const settings = { ...server, OTM_SMTP_USER: 'lab', OTM_SMTP_PASSWORD_FILE: file, OTM_MAIL_REPLY_TO: 'help@example.edu' }
    expect(await read(settings)).toMatchObject({
      login: { user: 'lab', password: 'p#ss word' },
      replyTo: { name: '', address: 'help@example.edu' },
    })
  })

  it('leave nothing of themselves beside', async () => {
    const settings = await readSettings({ root, env: { OTM_DATA_DIR: root, ...server, OTM_SMTP_USER: 'lab', OTM_SMTP_PASSWORD: 's3cret' } })
    const { mail: _, ...others } = settings
    expect(JSON.stringify(others)).not.toContain('s3cret')
  })

  const login = { ...server, OTM_SMTP_USER: 'lab' }
  it.each([
    [{ OTM_SMTP_PORT: '25' }, 'OTM_SMTP_PORT is set, but OTM_SMTP_HOST is not'],
    [{ OTM_MAIL_FROM: 'lab@example.edu' }, 'OTM_MAIL_FROM is set, but OTM_SMTP_HOST is not'],
    [{ OTM_SMTP_HOST: 'mail.example.edu' }, 'OTM_MAIL_FROM is not'],
    [login, 'OTM_SMTP_USER is set, but no password'],
    [{ ...server, OTM_SMTP_PASSWORD: 's3cret' }, 'but no user'],
    [{ ...login, OTM_SMTP_PASSWORD: 's3cret', OTM_SMTP_PASSWORD_FILE: '/dev/null' }, 'Remove one of them'],
    [{ ...login, OTM_SMTP_PASSWORD: 's3cret', OTM_SMTP_TLS: 'none' }, 'can read the password'],
    [{ ...server, OTM_SMTP_TLS: 'ssl' }, 'Allowed is starttls, tls or none'],
    [{ ...server, OTM_MAIL_FROM: 'lab' }, 'OTM_MAIL_FROM is "lab", which cannot be used. Allowed is an e-mail address'],
    [{ ...server, OTM_MAIL_FROM: 'lab@example.edu\r\nBcc: all@example.edu' }, 'OTM_MAIL_FROM is'],
    [{ ...server, OTM_MAIL_REPLY_TO: 'a@example.edu, b@example.edu' }, 'OTM_MAIL_REPLY_TO is'],
    [{ ...server, OTM_SMTP_HOST: 'mail server' }, 'OTM_SMTP_HOST is'],
  ])('that do not fit together stop the start: %o', async (env, sentence) => {
    const error: Error = await read(env).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'setting_invalid' })
    expect(error.message).toContain(sentence)
    expect(error.message).not.toContain('s3cret')
  })

  it('may do without encryption to this very machine', async () => {
    const local = { OTM_SMTP_HOST: '127.0.0.1', OTM_SMTP_TLS: 'none', OTM_SMTP_USER: 'lab', OTM_SMTP_PASSWORD: 'x' }
    expect(await read({ ...server, ...local })).toMatchObject({ tls: 'none', login: { user: 'lab' } })
  })

  it.each([
    ['s3cret', 0o644, 'Everybody on this machine can read'],
    ['', 0o600, 'in one line and nothing else'],
    ['one\ns3cret\n', 0o600, 'in one line and nothing else'],
  ])('a file with the password that holds %j with mode %o is refused', async (content, mode, sentence) => {
    const file = await passwordFile(content, mode)
    const error: Error = await read({ ...login, OTM_SMTP_PASSWORD_FILE: file }).catch((thrown) => thrown)
    expect(error.message).toContain(sentence)
    expect(error.message).not.toContain('s3cret')
  })
})
