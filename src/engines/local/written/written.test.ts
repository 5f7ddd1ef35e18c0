import { appendFile, link, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../../lib/run-command.ts'
import { makeWorkCopy } from '../work-copy.ts'
import { type ArchiveLimits, archiveWritten } from './archive.ts'
import { Directory } from './directory.ts'
import { keepWritten } from './keep-written.ts'
import { listKept, removeKept } from './kept.ts'
import { measureWritten, walkWritten } from './walk.ts'

let directory: string
let release: string
let work: string
let to: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-written-'))
  release = join(directory, 'release')
  work = join(directory, 'work')
  to = join(directory, 'written')
  await mkdir(join(release, 'app', 'deep'), { recursive: true })
  await writeFile(join(release, 'settings.py'), 'original')
  await writeFile(join(release, 'app', '__init__.py'), 'original')
  await writeFile(join(release, 'app', 'deep', 'x.html'), 'original')
  await symlink('settings.py', join(release, 'link'))
  await makeWorkCopy(release, work, null)
})
afterEach(() => rm(directory, { recursive: true }))

const process = { processId: 'paaaaaaaa', commit: 'c0ffee', since: '2026-01-01T00:00:00.000Z' }
const keep = () => keepWritten({ work, release, to, process })
const never = new AbortController().signal

async function walked(steps = { left: 1000 }): Promise<string[]> {
  const found: string[] = []
  for await (const { path } of walkWritten(work, release, steps)) found.push(path.toString('latin1'))
  return found.sort()
}

/** What is below, as paths. */
const below = async (path: string): Promise<string[]> => (await readdir(path, { recursive: true })).sort()

describe('what a running project has written', () => {
  it('is what the release does not have, or has otherwise', async () => {
    await mkdir(join(work, 'data'))
    await writeFile(join(work, 'data', 'answers.csv'), '1,2')
    await appendFile(join(work, 'app', '__init__.py'), ' changed')
    expect(await walked()).toEqual(['app/__init__.py', 'data/answers.csv'])
  })

  it('has no links, pipes, second names of files, caches, or what oTree itself opens', async () => {
    await symlink('/etc', join(work, 'directory'))
    await symlink('/etc/passwd', join(work, 'file'))
    await runCommand('mkfifo', [join(work, 'pipe')])
    await writeFile(join(directory, 'foreign'), 'secret')
    await link(join(directory, 'foreign'), join(work, 'hard'))
    await mkdir(join(work, '__pycache__'))
    await writeFile(join(work, '__pycache__', 'x.pyc'), '')
    await writeFile(join(work, 'db.sqlite3'), 'x')
    expect(await walked()).toEqual([])
  })

  it('is listed with names that are no text', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${work}/`), Buffer.from([0x61, 0xff, 0x0a])]), 'x')
    expect(await walked()).toEqual(['a\u00ff\n'])
  })

  it('is counted up to a bound, with what it takes on the disk', async () => {
    for (let index = 0; index < 30; index++) await writeFile(join(work, `file${index}`), 'x')
    const steps = { left: 20 }
    expect((await walked(steps)).length).toBeLessThanOrEqual(20)
    expect(steps.left).toBe(-1)
    await truncate(join(work, 'file0'), 1024 ** 4)
    const measure = await measureWritten(work, release)
    expect(measure).toMatchObject({ files: 30, isComplete: true })
    expect(measure.bytes).toBeLessThan(1024 ** 2)
  })

  it('ends at a depth that no project has', async () => {
    const deep = Array.from({ length: 60 }, () => 'd').join('/')
    await mkdir(join(work, deep), { recursive: true })
    await writeFile(join(work, deep, 'file'), 'x')
    const steps = { left: 1000 }
    expect(await walked(steps)).toEqual([])
    expect(steps.left).toBe(-1)
  })

  it('is opened as what it was: a file swapped for a link or a pipe is not', async () => {
    await writeFile(join(work, 'file'), 'x')
    await Directory.use(Buffer.from(work), async (open) => {
      await rm(join(work, 'file'))
      await symlink('/etc/passwd', join(work, 'file'))
      expect(await open.openFile(Buffer.from('file'))).toBeUndefined()
      await rm(join(work, 'file'))
      await runCommand('mkfifo', [join(work, 'file')])
      expect(await open.openFile(Buffer.from('file'))).toBeUndefined()
    })
  })

  it('is reached below the directory that was opened, whatever stands in its place now', async () => {
    await mkdir(join(work, 'data'))
    await writeFile(join(work, 'data', 'passwd'), 'mine')
    await Directory.use(Buffer.from(join(work, 'data')), async (open) => {
      await rm(join(work, 'data'), { recursive: true })
      await symlink('/etc', join(work, 'data'))
      expect(await open.openFile(Buffer.from('passwd'))).toBeUndefined()
    })
  })
})

describe('keepWritten', () => {
  it('keeps new and changed files, and nothing of what came with the release', async () => {
    await mkdir(join(work, 'data'))
    await writeFile(join(work, 'data', 'answers.csv'), '1,2')
    await writeFile(join(work, 'settings.py'), 'changed by the project')
    const kept = await keep()
    expect(kept).toMatchObject({ files: 2, isComplete: true })
    const id = kept?.id ?? ''
    expect(await below(join(to, id))).toEqual(['data', 'data/answers.csv', 'db.sqlite3', 'settings.py'])
    expect(await readFile(join(to, id, 'data', 'answers.csv'), 'utf8')).toBe('1,2')
    expect(await listKept(to)).toMatchObject([{ id, ...process, files: 2 }])
    expect((await lstat(join(to, id))).mode & 0o777).toBe(0o700)
  })

  it('keeps nothing when nothing was written, and nothing twice', async () => {
    expect(await keep()).toBeNull()
    await makeWorkCopy(release, join(directory, 'again'), null)
    await rm(work, { recursive: true })
    expect(await keep()).toBeNull()
    expect(await listKept(to)).toEqual([])
  })

  it('goes on where it was cut off', async () => {
    await writeFile(join(work, 'answers.csv'), '1')
    await rm(join(work, 'settings.py'))
    await rm(join(work, 'app'), { recursive: true })
    expect(await keep()).toMatchObject({ files: 1 })
  })

  it('keeps however many there are, and names that are no text', async () => {
    await mkdir(join(work, 'many'))
    await Promise.all(Array.from({ length: 3000 }, (_, index) => writeFile(join(work, 'many', `f${index}`), '')))
    await writeFile(Buffer.concat([Buffer.from(`${work}/`), Buffer.from([0xff])]), 'x')
    const kept = await keep()
    expect(kept?.files).toBe(3001)
    expect(await readdir(join(to, kept?.id ?? '', 'many'))).toHaveLength(3000)
  })

  it('touches nothing outside when a folder was swapped for a link', async () => {
    const outside = join(directory, 'outside')
    await makeWorkCopy(join(release, 'app'), outside, null)
    const before = await below(outside)
    await rm(join(work, 'app'), { recursive: true })
    await symlink(outside, join(work, 'app'))
    await writeFile(join(work, 'answers.csv'), '1')
    await keep()
    expect(await below(outside)).toEqual(before)
  })

  it('is removed when that is asked for, and only then', async () => {
    await writeFile(join(work, 'answers.csv'), '1')
    const id = (await keep())?.id ?? ''
    await expect(removeKept(to, 'waaaaaaaa')).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeKept(to, '../release')).rejects.toMatchObject({ code: 'not_found' })
    await removeKept(to, id)
    expect(await readdir(to)).toEqual([])
  })

  it('lists what a version kept that wrote no records', async () => {
    await mkdir(join(to, 'pbbbbbbbb'), { recursive: true })
    await writeFile(join(to, 'pbbbbbbbb', 'answers.csv'), '1')
    expect(await listKept(to)).toMatchObject([{ id: 'pbbbbbbbb', processId: 'pbbbbbbbb', commit: '', files: 1 }])
  })
})

describe('the archive', () => {
  const archive = async (path: string | null = null, limits?: ArchiveLimits): Promise<Record<string, string>> => {
    const places = [{ id: 'paaaaaaaa', directory: work, release }]
    const found: Record<string, string> = {}
    const reader = extract()
    const reading = pipeline(archiveWritten({ places, path, ...(limits ? { limits } : {}) }, never), reader)
    for await (const entry of reader) found[entry.header.name] = (await buffer(entry)).toString('latin1')
    await reading
    return found
  }

  it('has each file in the folder of its process', async () => {
    await mkdir(join(work, 'data'))
    await writeFile(join(work, 'data', 'ä.csv'), '1,2')
    await writeFile(join(work, 'line\nend'), '')
    expect(await archive()).toEqual({ 'paaaaaaaa/data/ä.csv': '1,2', 'paaaaaaaa/line%0Aend': '' })
    expect(Object.keys(await archive('data'))).toEqual(['paaaaaaaa/data/ä.csv'])
    expect(Object.keys(await archive('dat'))).toEqual([])
    expect(Object.keys(await archive('../../etc/passwd'))).toEqual([])
  })

  it('is empty when nothing was written', async () => expect(await archive()).toEqual({}))

  it('says what does not go in: what is too long, and what is too much', async () => {
    await writeFile(join(work, 'a.csv'), '1')
    await writeFile(join(work, 'sparse'), '')
    await truncate(join(work, 'sparse'), 1024 ** 4)
    const { 'LEFT-OUT.txt': leftOut, ...rest } = await archive()
    expect(rest).toEqual({ 'paaaaaaaa/a.csv': '1' })
    expect(leftOut).toContain('paaaaaaaa/sparse: it is 1099511627776 bytes long')
    await rm(join(work, 'sparse'))
    for (let index = 0; index < 30; index++) await writeFile(join(work, `many${index}`), '')
    const cut = await archive(null, { bytes: 1000, files: 20 })
    expect(cut['LEFT-OUT.txt']).toContain('more files than one archive takes')
  })

  it('takes files whose times no calendar has', async () => {
    await writeFile(join(work, 'old'), 'x')
    await utimes(join(work, 'old'), -1e9, -1e9)
    expect(await archive()).toEqual({ 'paaaaaaaa/old': 'x' })
  })

  it('stays whole when a file shrinks or goes while it is read, and says so', async () => {
    await writeFile(join(work, 'shrinking'), Buffer.alloc(8 * 1024 * 1024, 'x'))
    const places = [{ id: 'paaaaaaaa', directory: work, release }]
    const reader = extract()
    const reading = pipeline(archiveWritten({ places, path: null }, never), reader)
    const found: Record<string, number> = {}
    let leftOut = ''
    for await (const entry of reader) {
      if (entry.header.name.endsWith('shrinking')) await truncate(join(work, 'shrinking'), 1024)
      const content = await buffer(entry)
      found[entry.header.name] = content.length
      if (entry.header.name === 'LEFT-OUT.txt') leftOut = content.toString()
    }
    await reading
    expect(found['paaaaaaaa/shrinking']).toBe(8 * 1024 * 1024)
    expect(leftOut).toContain('paaaaaaaa/shrinking: it became shorter')
  })

  it('ends when its reader goes away, and holds nothing open', async () => {
    await writeFile(join(work, 'large'), Buffer.alloc(16 * 1024 * 1024, 'x'))
    const gone = new AbortController()
    const tar = archiveWritten({ places: [{ id: 'paaaaaaaa', directory: work, release }], path: null }, gone.signal)
    for await (const chunk of tar) if (chunk.length > 0) break
    gone.abort()
    expect(tar.destroyed).toBe(true)
  })
})
