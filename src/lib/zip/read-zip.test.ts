import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZip } from './read-zip.ts'
import { makeZip } from './testing-zip.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-zip-'))
})
afterAll(() => rm(directory, { recursive: true }))

interface Read {
  readonly path: string
  readonly type: string
  readonly executable: boolean
  readonly text: string
}

async function read(archive: Buffer, maxEntries = 1000): Promise<readonly Read[]> {
  const file = join(directory, 'archive')
  await writeFile(file, archive)
  const found: Read[] = []
  for await (const { path, type, executable, content } of readZip(file, maxEntries)) {
    found.push({ path, type, executable, text: (await buffer(content())).toString() })
  }
  return found
}

describe('readZip', () => {
  it('gives files, packed or not, and which of them are programs', async () => {
    const archive = makeZip([
      { path: 'folder/', content: '' },
      { path: 'folder/program', content: 'x'.repeat(1000), executable: true },
      { path: 'ümlaut.txt', content: 'plain', stored: true },
    ])
    expect(await read(archive)).toEqual([
      { path: 'folder/', type: 'directory', executable: false, text: '' },
      { path: 'folder/program', type: 'file', executable: true, text: 'x'.repeat(1000) },
      { path: 'ümlaut.txt', type: 'file', executable: false, text: 'plain' },
    ])
  })

  it('refuses what is no archive, cut off, or damaged', async () => {
    await expect(read(Buffer.from('hello'))).rejects.toThrow('ends too early')
    const archive = makeZip([{ path: 'a', content: 'hello', stored: true }])
    await expect(read(archive.subarray(0, -10))).rejects.toThrow('ends too early')
    await expect(read(Buffer.concat([archive, Buffer.from('x')]))).rejects.toThrow('goes on after its end')
    const changed = Buffer.from(archive)
    changed.write('J', 31) // the first letter of the content
    await expect(read(changed)).rejects.toThrow('the checksum of "a" does not fit')
    archive.writeUInt32LE(99, archive.length - 6) // where the directory begins
    await expect(read(archive)).rejects.toThrow('two archives in one file')
  })

  it('never unpacks more than the archive says, nor more entries than are asked for', async () => {
    await expect(read(makeZip([{ path: 'bomb', content: Buffer.alloc(1_000_000), claimedSize: 10 }]))).rejects.toThrow('is damaged')
    const many = Array.from({ length: 11 }, (_, index) => ({ path: `${index}`, content: '' }))
    await expect(read(makeZip(many), 10)).rejects.toMatchObject({ code: 'too_large' })
  })

  it('gives back what was packed', async () => {
    const file = fc.record({ content: fc.string({ unit: 'grapheme' }), stored: fc.boolean(), executable: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 5 }), async (files) => {
        const named = files.map((each, index) => ({ ...each, path: `file-${index}` }))
        const found = await read(makeZip(named))
        expect(found.map(({ path, text, executable }) => ({ path, text, executable }))).toEqual(
          named.map(({ path, content, executable }) => ({ path, text: content, executable })),
        )
      }),
      { numRuns: 50 },
    )
  })
})
