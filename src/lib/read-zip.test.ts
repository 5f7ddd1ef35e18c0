import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readZip } from './read-zip.ts'
import { makeZip } from './testing-zip.ts'

const pathsOf = (archive: Buffer): string[] => readZip(archive).map(({ path }) => path)

describe('readZip', () => {
  it('gives files, packed or not, and which of them are programs', () => {
    const archive = makeZip([
      { path: 'folder/', content: '' },
      { path: 'folder/program', content: 'x'.repeat(1000), executable: true },
      { path: 'ümlaut.txt', content: 'plain', stored: true },
    ])
    expect(readZip(archive).map(({ path, executable, content }) => [path, executable, content().toString()])).toEqual([
      ['folder/program', true, 'x'.repeat(1000)],
      ['ümlaut.txt', false, 'plain'],
    ])
  })

  it.each(['../out', '/etc/passwd', 'a/../../out', 'C:\\out', 'a\\..\\out', 'a\0b'])('refuses the path %j', (path) => {
    expect(() => readZip(makeZip([{ path, content: '' }]))).toThrow('leads out of it')
  })

  it('refuses what is no archive, or damaged', () => {
    expect(() => readZip(Buffer.from('hello'))).toThrow('not a zip archive')
    const archive = makeZip([{ path: 'a', content: 'hello', stored: true }])
    expect(() => readZip(archive.subarray(0, -10))).toThrow()
    archive.writeUInt32LE(99, archive.length - 6) // where the directory begins
    expect(() => readZip(archive)).toThrow()
  })

  it('never unpacks more than the archive says', () => {
    const bomb = makeZip([{ path: 'bomb', content: Buffer.alloc(1_000_000), claimedSize: 10 }])
    expect(() => readZip(bomb)[0]?.content()).toThrow()
    expect(deflateRawSync(Buffer.alloc(1_000_000)).length).toBeLessThan(2000)
  })

  it('gives back what was packed', () => {
    const file = fc.record({ content: fc.string(), stored: fc.boolean(), executable: fc.boolean() })
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), (files) => {
        const named = files.map((each, index) => ({ ...each, path: `file-${index}` }))
        const archive = makeZip(named)
        expect(pathsOf(archive)).toEqual(named.map(({ path }) => path))
        expect(readZip(archive).map(({ content }) => content().toString())).toEqual(named.map(({ content }) => content))
      }),
    )
  })
})
