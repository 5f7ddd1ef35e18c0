import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'otm-health-settings-')))
})
afterEach(() => rm(root, { recursive: true }))

const readAll = (env: Record<string, string>) => readSettings({ root, env: { OTM_DATA_DIR: root, ...env } })
const read = async (env: Record<string, string>) => (await readAll(env)).health
const hook = 'https://hooks.example.edu/services/s3cret'
const hookFile = async (content: string, mode = 0o600): Promise<string> => {
  const file = join(root, 'health-hook')
  await writeFile(file, content)
  await chmod(file, mode)
  return file
}

describe('who is told of the health', () => {
  it.each([
    ['super-users', 'super-users'],
    ['none', []],
    ['lab@example.edu', [{ name: '', address: 'lab@example.edu' }]],
    [
      'Lab <lab@example.edu>, it@example.edu',
      [
        { name: 'Lab', address: 'lab@example.edu' },
        { name: '', address: 'it@example.edu' },
      ],
    ],
  ])('is read: %s', async (text, mail) => {
    expect(await read({ OTM_HEALTH_MAIL: text })).toEqual({ mail, hook: null })
  })

  it('may be a web hook, from the environment or from a file, without the end of its line', async () => {
    expect(await read({ OTM_HEALTH_HOOK: hook })).toEqual({ mail: 'super-users', hook })
    expect(await read({ OTM_HEALTH_HOOK_FILE: await hookFile(`${hook}\n`) })).toEqual({ mail: 'super-users', hook })
  })

  it('leaves nothing of itself beside', async () => {
    const { health: _, ...others } = await readAll({ OTM_HEALTH_HOOK: hook })
    expect(JSON.stringify(others)).not.toContain('s3cret')
  })

  it.each([
    [{ OTM_HEALTH_MAIL: 'lab' }, 'OTM_HEALTH_MAIL is "lab", which cannot be used. Allowed is super-users, none, or'],
    [{ OTM_HEALTH_MAIL: 'lab@example.edu, none' }, 'OTM_HEALTH_MAIL is'],
    [{ OTM_HEALTH_MAIL: 'lab@example.edu,' }, 'OTM_HEALTH_MAIL is'],
    [{ OTM_HEALTH_HOOK: 'hooks.example.edu/s3cret' }, 'The value of OTM_HEALTH_HOOK cannot be used'],
    [{ OTM_HEALTH_HOOK: 'ftp://hooks.example.edu/s3cret' }, 'The value of OTM_HEALTH_HOOK cannot be used'],
    [{ OTM_HEALTH_HOOK: hook, OTM_HEALTH_HOOK_FILE: '/dev/null' }, 'Remove one of them'],
  ])('that cannot be used stops the start: %o', async (env, sentence) => {
    const error: Error = await read(env).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'setting_invalid', message: expect.stringContaining(sentence) })
    expect(error.message).not.toContain('s3cret')
  })

  it.each([
    [hook, 0o644, 'Everybody on this machine can read OTM_HEALTH_HOOK_FILE'],
    ['', 0o600, 'must hold the address of the web hook in one line and nothing else'],
    [`${hook}\n${hook}\n`, 0o600, 'in one line and nothing else'],
    ['s3cret', 0o600, 'Allowed is an address that begins with http:// or https://'],
  ])('is refused from a file that holds %j with mode %o', async (content, mode, sentence) => {
    const error: Error = await read({ OTM_HEALTH_HOOK_FILE: await hookFile(content, mode) }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'setting_invalid', message: expect.stringContaining(sentence) })
    expect(error.message).not.toContain('s3cret')
  })
})
