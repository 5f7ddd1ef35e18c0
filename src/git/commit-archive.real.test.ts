import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toInstanceId } from '../domain/names.ts'
import { makeZip, type ZipFile } from '../lib/zip/testing-zip.ts'
import { makePax, makeTar, makeTarEntry, type TarFile } from './archives/testing/make-tar.ts'
import { runGit } from './git-command.ts'
import { createRepositories } from './repositories.ts'
import { toRepositoryDirectory } from './repository-directory.ts'

const id = toInstanceId('iaaaaaaaa')
const author = { name: 'Berta <b>', email: 'b@example.org' }
let dataDir: string
let repository: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-git-archive-'))
  repository = toRepositoryDirectory(dataDir, id)
})
beforeEach(async () => {
  await createRepositories({ dataDir }).remove(id)
  await createRepositories({ dataDir }).create(id)
})
afterAll(() => rm(dataDir, { recursive: true }))

interface Made {
  readonly commit: string
  readonly files: readonly string[]
  readonly said: readonly string[]
}

async function commit(archive: Buffer, folder: string | null = null): Promise<Made> {
  const said: string[] = []
  const file = join(dataDir, 'archive')
  await writeFile(file, archive)
  const notice = (sentence: string): void => void said.push(sentence)
  const made = await createRepositories({ dataDir }).commitArchive(id, { file, author, message: 'Uploaded', folder, notice })
  return { commit: made, files: await filesOf(made), said }
}

const filesOf = async (of: string): Promise<string[]> =>
  (await runGit(repository, ['ls-tree', '-r', '-z', '--name-only', of])).split('\0').filter(Boolean)

const show = (made: Made, path: string): Promise<string> => runGit(repository, ['show', `${made.commit}:${path}`])

const settings = { path: 'settings.py', content: 'x' }

describe('commitArchive', () => {
  it.each([
    ['tar', makeTar],
    ['zip', makeZip],
  ] as const)('commits the files of a %s with their executable bit and touches no ref', async (_kind, make) => {
    const odd = { path: 'shop/"odd" ä.html', content: 'h' }
    const program = { path: 'run', content: '#!', mode: 0o100755 }
    const made = await commit(make([{ path: './', content: '', ...(make === makeTar ? { type: '5' } : {}) }, settings, odd, program]))
    expect(made.files).toEqual(['run', 'settings.py', 'shop/"odd" ä.html'])
    expect(await runGit(repository, ['ls-tree', made.commit, 'run'])).toContain('100755')
    expect(await show(made, 'settings.py')).toBe('x')
    expect(await runGit(repository, ['log', '-1', '--format=%an <%ae> %s', made.commit])).toBe('Berta b <b@example.org> Uploaded\n')
    expect(await runGit(repository, ['for-each-ref'])).toBe('')
    await runGit(repository, ['fsck', '--strict'])
  })

  it('knows an archive by its content, also of several gzip parts', async () => {
    const whole = makeTar([settings, { path: 'app/__init__.py', content: 'y'.repeat(5000) }])
    for (const archive of [whole, gzipSync(whole), Buffer.concat([gzipSync(whole.subarray(0, 700)), gzipSync(whole.subarray(700))])]) {
      expect((await commit(archive)).files).toEqual(['app/__init__.py', 'settings.py'])
    }
  })

  it('builds on main, where files that are gone are gone', async () => {
    const repositories = createRepositories({ dataDir })
    const first = await commit(makeTar([settings, { path: 'old.py' }]))
    await repositories.setMain(id, first.commit)
    const second = await commit(makeTar([settings, { path: 'new.py' }]))
    expect(second.files).toEqual(['new.py', 'settings.py'])
    expect((await runGit(repository, ['rev-parse', `${second.commit}^`])).trim()).toBe(first.commit)
  })

  it('gives the same commit for the same files, whatever they came in', async () => {
    const first = await commit(makeTar([settings]))
    await createRepositories({ dataDir }).setMain(id, first.commit)
    expect((await commit(makeZip([settings]))).commit).toBe(first.commit)
  })

  it('is taken back when no deployment comes of it', async () => {
    const { commit: made } = await commit(makeTar([settings]))
    await createRepositories({ dataDir }).discard(id, made)
    expect(await readdir(join(repository, 'pending'))).toEqual([])
    await expect(runGit(repository, ['cat-file', '-e', made])).rejects.toThrow()
  })
})

describe('what an instance has of its own', () => {
  it('is left out, and said', async () => {
    const made = await commit(
      makeTar([
        settings,
        { path: 'db.sqlite3' },
        { path: '.env' },
        { path: '.git/config' },
        { path: 'shop/__pycache__/a.pyc' },
        { path: 'myenv/pyvenv.cfg' },
        { path: 'myenv/bin/python', type: '2', link: '/usr/bin/python3' },
        { path: 'myenv/lib/x.py' },
      ]),
    )
    expect(made.files).toEqual(['settings.py'])
    expect(made.said).toEqual([
      'Left out, because an instance has its own or must not have them: ".env", ".git", "db.sqlite3", "myenv", "shop/__pycache__".',
    ])
  })
})

describe('one folder around everything', () => {
  it.each([
    [
      'of a zip from a Mac',
      makeZip([
        { path: 'study/', content: '' },
        { ...settings, path: 'study/settings.py' },
        { path: '__MACOSX/study/._settings.py', content: '' },
      ]),
    ],
    [
      'of a tar',
      makeTar([
        { path: 'study/', type: '5' },
        { ...settings, path: 'study/settings.py' },
      ]),
    ],
  ])('%s is taken off, and said', async (_title, archive) => {
    const made = await commit(archive)
    expect(made.files).toEqual(['settings.py'])
    expect(made.said).toContain('Everything in the upload lies in one folder, "study". What is in it was taken as the project.')
  })

  it('is taken off once; with anything beside it, it stays', async () => {
    expect((await commit(makeTar([{ path: 'a/b/settings.py' }]))).files).toEqual(['b/settings.py'])
    expect((await commit(makeTar([{ path: 'a/settings.py' }, { path: 'README' }]))).files).toEqual(['README', 'a/settings.py'])
  })

  it('may hold a virtual environment, as every other project', async () => {
    const made = await commit(
      makeTar([{ path: 'a/settings.py' }, { path: 'a/my/pyvenv.cfg' }, { path: 'a/my/x.py' }, { path: 'a/pyvenv.cfg' }]),
    )
    expect(made.files).toEqual(['pyvenv.cfg', 'settings.py'])
  })
})

describe('an .otreezip', () => {
  const root = { path: '/', type: '5' }
  const versions = [{ path: '.python-version', content: '3.12' }, { path: 'runtime.txt' }, { path: 'app/runtime.txt' }]

  it('has a version of Python that nobody chose, which is left out and said', async () => {
    const made = await commit(gzipSync(makeTar([root, settings, ...versions])))
    expect(made.files).toEqual(['app/runtime.txt', 'settings.py'])
    expect(made.said).toEqual([
      'Left out of the .otreezip: ".python-version" and "runtime.txt", in which "otree zip" writes a version of Python that nobody chose.',
    ])
  })

  it('that is in truth a zip or a common tar.gz has the author’s own version', async () => {
    const zip = makeZip([settings, { path: 'runtime.txt', content: '' }])
    for (const archive of [zip, gzipSync(makeTar([settings, { path: 'runtime.txt' }]))]) {
      const made = await commit(archive)
      expect([made.files, made.said]).toEqual([['runtime.txt', 'settings.py'], []])
    }
  })
})

describe('names', () => {
  const windows = (path: string): ZipFile => ({ path, content: 'w', host: 0 })
  const unicodePath = (name: Buffer, better: string): Buffer => {
    const field = Buffer.alloc(9)
    field.writeUInt16LE(0x7075, 0)
    field.writeUInt16LE(5 + Buffer.byteLength(better), 2)
    field.writeUInt8(1, 4)
    field.writeUInt32LE(crc32(name), 5)
    return Buffer.concat([field, Buffer.from(better)])
  }

  it('with backslashes, from Windows, become folders', async () => {
    expect(
      (await commit(makeZip([windows('settings.py'), windows('shop\\pages\\a.html'), { ...windows('shop\\empty\\'), content: '' }]))).files,
    ).toEqual(['settings.py', 'shop/pages/a.html'])
  })

  it('in UTF-8 are read so, also when only macOS or a second field says it', async () => {
    const finder: ZipFile = { path: Buffer.from('grün.html'), content: '', flags: 0 }
    const old = Buffer.from('gr\u0081n2.html', 'latin1')
    const second: ZipFile = { path: old, content: '', flags: 0, host: 0, extra: unicodePath(old, 'grün2.html') }
    expect((await commit(makeZip([settings, finder, second]))).files).toEqual(['grün.html', 'grün2.html', 'settings.py'])
  })

  it('that are long come whole', async () => {
    const long = `${'folder/'.repeat(20)}ä.py`
    expect((await commit(makeTar([settings, makePax({ path: long }), { path: 'short' }]))).files).toContain(long)
  })
})

describe('what is unusual and harmless', () => {
  it('an archive in the archive stays a file', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 ** 2))
    const made = await commit(makeZip([settings, { path: 'data.zip', content: makeZip([{ path: 'x', content: bomb }]) }]))
    expect(made.files).toEqual(['data.zip', 'settings.py'])
  })

  it('two tar archives one after the other are read as one', async () => {
    const two: readonly TarFile[] = [settings, { path: 'b.py' }]
    const archive = Buffer.concat([makeTar(two.slice(0, 1)), makeTar(two.slice(1)), Buffer.alloc(10_240)])
    expect((await commit(archive)).files).toEqual(['b.py', 'settings.py'])
    expect((await commit(gzipSync(Buffer.concat([...two.map(makeTarEntry), Buffer.alloc(1024)])))).files).toEqual(['b.py', 'settings.py'])
  })
})
