import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTar } from '../../../src/git/archives/read-tar.ts'
import { runCommand } from '../../../src/lib/run-command.ts'
import { packTar } from './pack-tar.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-pack-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const long = `${'a-folder-with-a-long-name/'.repeat(6)}settings.py`
const files = new Map<string, string>([
  ['settings.py', 'SESSION_CONFIGS = []\n'],
  ['empty.txt', ''],
  ['block.bin', 'x'.repeat(512)],
  ['_rooms/Größe und Übung.txt', 'PC1\n'],
  ['囚徒困境/__init__.py', 'doc = "π"\n'],
  [`${'ü'.repeat(60)}.html`, '<p>'],
  [long, 'long'],
  ['with space/and "quotes".txt', 'fine'],
])
const pack = (entries: Iterable<readonly [string, string]>): Blob =>
  packTar([...entries].map(([path, text]) => ({ path, file: new Blob([text]) })))

/** As the server reads it. */
async function read(tar: Blob): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const archive = join(directory, 'read.tar')
  await writeFile(archive, new Uint8Array(await tar.arrayBuffer()))
  for await (const { path, type, content } of readTar(archive, { isGzip: false, mostBytes: 1e9 })) {
    expect(type).toBe('file')
    const chunks: Uint8Array[] = []
    for await (const chunk of content()) chunks.push(chunk)
    found.set(path, Buffer.concat(chunks).toString())
  }
  return found
}

describe('packTar', () => {
  it('makes what the program tar unpacks', async () => {
    const archive = join(directory, 'project.tar')
    await writeFile(archive, new Uint8Array(await pack(files).arrayBuffer()))
    await runCommand('tar', ['-xf', archive, '-C', directory])
    for (const [path, text] of files) expect(await readFile(join(directory, path), 'utf8')).toBe(text)
    expect((await readdir(directory)).sort()).not.toContain('PaxHeader')
  })

  it('makes what the server reads', async () => {
    expect(await read(pack(files))).toEqual(files)
  })

  it('keeps every name and content that there can be', async () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
      .filter((name) => !/[/\0]/.test(name) && name !== '.' && name !== '..' && name.isWellFormed())
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    const tree = fc.uniqueArray(fc.tuple(path, fc.string({ maxLength: 1200 })), { selector: ([name]) => name, maxLength: 5 })
    const isKept = fc.asyncProperty(tree, async (entries) => {
      expect(await read(pack(entries))).toEqual(new Map(entries))
    })
    await fc.assert(isKept, { numRuns: 60 })
  })

  it('makes the same bytes of the same files', async () => {
    expect(Buffer.from(await pack(files).arrayBuffer())).toEqual(Buffer.from(await pack(files).arrayBuffer()))
  })
})
