import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toInstanceId } from '../domain/names.ts'
import { runGit } from './git-command.ts'
import { createRepositories } from './repositories.ts'
import { toRepositoryDirectory } from './repository-directory.ts'

const id = toInstanceId('iaaaaaaaa')
const author = { name: 'Berta <b>', email: 'b@example.org' }
let dataDir: string
let repository: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-git-tar-'))
  repository = toRepositoryDirectory(dataDir, id)
})
beforeEach(async () => {
  await createRepositories({ dataDir }).remove(id)
  await createRepositories({ dataDir }).create(id)
})
afterAll(() => rm(dataDir, { recursive: true }))

type Entries = readonly (Partial<Header> & { readonly name: string; readonly content?: string })[]

function tarOf(entries: Entries): Promise<Buffer> {
  const archive = pack()
  for (const { content = '', ...header } of entries) archive.entry(header, content)
  archive.finalize()
  return buffer(archive as unknown as NodeJS.ReadableStream)
}

async function commit(entries: Entries, notice?: (sentence: string) => void): Promise<string> {
  return commitBytes(await tarOf(entries), notice)
}

const commitBytes = (bytes: Buffer, notice?: (sentence: string) => void): Promise<string> =>
  createRepositories({ dataDir }).commitTar(id, Readable.from([bytes]), author, 'Uploaded', notice)

const filesOf = async (of: string): Promise<string[]> =>
  (await runGit(repository, ['ls-tree', '-r', '-z', '--name-only', of])).split('\0').filter(Boolean)

/** What an upload that fails must leave: nothing. */
async function isClean(): Promise<boolean> {
  const objects = await readdir(join(repository, 'objects'))
  const refs = await runGit(repository, ['for-each-ref'])
  return (
    refs === '' && objects.every((name) => !name.startsWith('tmp_')) && (await readdir(join(repository, 'objects', 'pack'))).length === 0
  )
}

describe('commitTar', () => {
  it('commits files with their executable bit and touches no ref', async () => {
    const made = await commit([
      { name: './', type: 'directory' },
      { name: './settings.py', content: 'x' },
      { name: './shop/"odd" ä.html', content: 'h' },
      { name: './run', content: '#!', mode: 0o755 },
    ])
    expect(await filesOf(made)).toEqual(['run', 'settings.py', 'shop/"odd" ä.html'])
    expect(await runGit(repository, ['ls-tree', made, 'run'])).toContain('100755')
    expect(await runGit(repository, ['show', `${made}:settings.py`])).toBe('x')
    expect(await runGit(repository, ['log', '-1', '--format=%an <%ae> %s', made])).toBe('Berta b <b@example.org> Uploaded\n')
    expect(await runGit(repository, ['for-each-ref'])).toBe('')
    await runGit(repository, ['fsck', '--strict'])
  })

  it('takes compressed archives, as the editor gives them', async () => {
    const made = await commitBytes(gzipSync(await tarOf([{ name: 'settings.py', content: 'x' }])))
    expect(await filesOf(made)).toEqual(['settings.py'])
  })

  it('builds on main, where files that are gone are gone', async () => {
    const repositories = createRepositories({ dataDir })
    const first = await commit([{ name: 'settings.py' }, { name: 'old.py' }])
    await repositories.setMain(id, first)
    const second = await commit([{ name: 'settings.py' }, { name: 'new.py' }])
    expect(await filesOf(second)).toEqual(['new.py', 'settings.py'])
    expect((await runGit(repository, ['rev-parse', `${second}^`])).trim()).toBe(first)
  })

  it('gives the same commit for the same files', async () => {
    const first = await commit([{ name: 'settings.py', content: 'x' }])
    await createRepositories({ dataDir }).setMain(id, first)
    expect(await commit([{ name: 'settings.py', content: 'x' }])).toBe(first)
  })

  it('leaves out what an instance has of its own, and says so', async () => {
    const said: string[] = []
    const made = await commit(
      [
        { name: 'settings.py' },
        { name: 'db.sqlite3' },
        { name: '.env' },
        { name: '.git/config' },
        { name: 'shop/__pycache__/a.pyc' },
        { name: 'myenv/pyvenv.cfg' },
        { name: 'myenv/bin/python', type: 'symlink', linkname: '/usr/bin/python3' },
        { name: 'myenv/lib/x.py' },
      ],
      (sentence) => said.push(sentence),
    )
    expect(await filesOf(made)).toEqual(['settings.py'])
    expect(said).toEqual([
      'Left out, because an instance has its own or must not have them: ".env", ".git", "db.sqlite3", "myenv", "shop/__pycache__".',
    ])
  })

  it.each<[string, Entries, string]>([
    ['a symbolic link', [{ name: 'a.py', type: 'symlink', linkname: '/etc/shadow' }], '"a.py" is a link'],
    ['a hard link', [{ name: 'a.py', type: 'link', linkname: 'b.py' }], '"a.py" is a link'],
    ['a device', [{ name: 'null', type: 'character-device' }], '"null" is neither a file nor a folder'],
    ['an absolute path', [{ name: '/etc/cron.d/x' }], 'begins with a slash'],
    ['a path that leads out', [{ name: 'a/../../x' }], 'has ".." in it'],
    ['a backslash', [{ name: 'a\\b.py' }], 'has a backslash in it'],
    ['a control character', [{ name: 'a\nb.py' }], 'has control characters in it'],
    ['a file used as a folder', [{ name: 'a' }, { name: 'a/b.py' }], 'lies below a file'],
    ['nothing', [{ name: 'a', type: 'directory' }], 'holds no files'],
  ])('refuses %s and leaves nothing', async (_title, entries, sentence) => {
    await expect(commit(entries)).rejects.toThrow(sentence)
    expect(await isClean()).toBe(true)
  })

  it('refuses what is no archive, and an archive that ends too early', async () => {
    await expect(commitBytes(Buffer.from('PK\u0003\u0004 this is a zip file'.repeat(100)))).rejects.toMatchObject({ code: 'invalid_input' })
    const whole = await tarOf([{ name: 'settings.py', content: 'x'.repeat(5000) }])
    await expect(commitBytes(whole.subarray(0, 2000))).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(commitBytes(gzipSync(whole).subarray(0, 30))).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await isClean()).toBe(true)
  })

  it('leaves nothing when the sender breaks off', async () => {
    const whole = await tarOf([{ name: 'settings.py', content: 'x'.repeat(5000) }])
    const breaking = Readable.from(
      (async function* () {
        yield whole.subarray(0, 1500)
        throw new Error('connection lost')
      })(),
    )
    const committing = createRepositories({ dataDir }).commitTar(id, breaking, author, 'Uploaded')
    await expect(committing).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await isClean()).toBe(true)
  })

  it('refuses more files than allowed', async () => {
    const many = Array.from({ length: 40_001 }, (_, index) => ({ name: `f${index}` }))
    await expect(commit(many)).rejects.toMatchObject({ code: 'too_large' })
    expect(await isClean()).toBe(true)
  })
})
