import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isManagerError } from '../../domain/error.ts'
import { toInstanceId } from '../../domain/names.ts'
import { makeZip } from '../../lib/zip/testing-zip.ts'
import { createRepositories } from '../repositories.ts'
import { makePax, makeTar } from './testing/make-tar.ts'

const id = toInstanceId('iaaaaaaaa')
const author = { name: 'Berta', email: 'b@example.org' }
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-names-'))
  await createRepositories({ dataDir }).create(id)
})
afterAll(() => rm(dataDir, { recursive: true }))

type Files = ReadonlyMap<string, string>

/** What an archive becomes on the disk of an instance, by way of git. Null: refused with a sentence. */
async function takeThrough(archive: Buffer): Promise<Files | null> {
  const repositories = createRepositories({ dataDir })
  const [file, directory] = [join(dataDir, 'archive'), join(dataDir, 'tree')]
  await writeFile(file, archive)
  await mkdir(directory)
  try {
    const commit = await repositories.commitArchive(id, { file, author, message: 'Upload', folder: null })
    await repositories.exportTree(id, { commit, folder: null }, directory, AbortSignal.timeout(60_000))
    await repositories.discard(id, commit)
    return await readAll(directory)
  } catch (error) {
    if (isManagerError(error) && error.code === 'invalid_input') return null
    throw error
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function readAll(directory: string): Promise<Files> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(paths.map(async (path) => [path.slice(directory.length + 1), await readFile(path, 'utf8')] as const)))
}

/** Names as people and attackers make them. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  fc.constantFrom(
    '..',
    '.',
    '.git',
    '.GIT',
    'git~1',
    'a',
    'A',
    'Seite 1 – ä',
    'nul',
    'x:y',
    '"',
    "'",
    '-rf',
    '$(x)',
    ' ',
    '\t',
    '\u200c.git',
    '%2e%2e',
    'x'.repeat(256),
  ),
)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const files = fc.dictionary(path, fc.string({ unit: 'grapheme' }), { minKeys: 1, maxKeys: 5, noNullPrototype: true })

const toTar = (all: Record<string, string>): Buffer =>
  makeTar(Object.entries(all).flatMap(([longPath, content]) => [makePax({ path: longPath }), { path: 'long', content }]))
const toZip = (all: Record<string, string>): Buffer => makeZip(Object.entries(all).map(([each, content]) => ({ path: each, content })))

it.each([
  ['tar', toTar],
  ['zip', toZip],
])('what is taken from a %s comes out of git and the file system as it went in, whatever it is called', async (_kind, pack) => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(files, async (odd) => {
      const all = { ...odd, 'settings.py': 'x', 'data/plain.txt': 'y' }
      const found = await takeThrough(pack(all))
      if (found === null) return
      taken++
      const sent = new Map(Object.entries(all).map(([each, content]) => [each.replace(/^(?:\.\/+)+/, ''), content]))
      for (const [each, content] of found) expect(sent.get(each)).toBe(content)
      expect(found.get('settings.py')).toBe('x')
    }),
    { numRuns: 30 },
  )
  expect(taken).toBeGreaterThan(0)
})
