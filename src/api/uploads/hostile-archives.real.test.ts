import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findProcesses, soon } from '../../../test/support/leftovers.ts'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import type { Instance } from '../../domain/instance.ts'
import { makePax, makeTar, makeTarEntry, type TarFile } from '../../git/archives/testing/make-tar.ts'
import { makeZip, makeZip64End, makeZipEnd, type ZipFile } from '../../lib/zip/testing-zip.ts'

let api: TestApi
let bearer: string
let instance: Instance
let before: readonly string[]

beforeAll(async () => {
  api = await openTestApi({ maxPushMib: 64 })
  bearer = await api.person('berta')
  instance = await api.instance('study', 'berta')
  await api.repositories.create(instance.id)
})
afterAll(() => api.close())
beforeEach(async () => {
  before = await everything()
})

/** What there is of the instance, and what waits in between. */
const everything = async (): Promise<readonly string[]> =>
  (await Promise.all(['instances', 'uploads'].map((folder) => readdir(join(api.dataDir, folder), { recursive: true })))).flat().sort()

async function upload(payload: Buffer): Promise<{ readonly status: number; readonly code: string; readonly detail: string }> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/octet-stream' }
  return (await api.app.inject({ method: 'POST', url: '/api/v1/instances/study/deployments', headers, payload })).json()
}

const settings = { path: 'settings.py', content: 'x' }
const tar = (...files: readonly TarFile[]): Buffer => makeTar([settings, ...files])
const zip = (...files: readonly ZipFile[]): Buffer => makeZip([settings, ...files])
const entry = (path: string | Buffer, more: Partial<ZipFile> = {}): ZipFile => ({ path, content: '', ...more })
const many = (count: number): readonly TarFile[] => Array.from({ length: count }, (_, index) => ({ path: `f${index}` }))
const end = Buffer.alloc(1024)
const properties = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']))
/** Reading it to its end took hours. */
const endlessDescriptions = (): Buffer => {
  const ofAll = makeTarEntry({ ...makePax(properties(300_000)), type: 'g' })
  const ofOne = makeTarEntry(makePax({ mtime: '1' }))
  return Buffer.concat([makeTarEntry(settings), ofAll, Buffer.alloc(ofOne.length * 5_000, ofOne), makeTarEntry({ path: 'a' }), end])
}

type Case = readonly [title: string, archive: () => Buffer, sentence: string, code?: string]

const tars: readonly Case[] = [
  ['a link', () => tar({ path: 'a.py', type: '2', link: '/etc/shadow' }), '"a.py" is a link. Put the file itself'],
  ['a hard link', () => tar({ path: 'a.py', type: '1', link: 'settings.py' }), '"a.py" is a link'],
  ['a device', () => tar({ path: 'null', type: '3' }), '"null" is neither a file nor a folder. Leave it out'],
  ['a pipe', () => tar({ path: 'pipe', type: '6' }), '"pipe" is neither'],
  ['a kind of entry that nobody knows', () => tar({ path: 'what', type: 'Z' }), '"what" is neither'],
  ['a file with holes', () => tar(makePax({ 'GNU.sparse.major': '1' }), { path: 'data' }), 'is saved as a file with holes'],
  ['an absolute path', () => tar({ path: '/etc/cron.d/x' }), '"/etc/cron.d/x" begins with a slash'],
  ['a file that ends as a folder', () => tar(makePax({ path: 'a/' }), { path: 'a' }), 'is a file with the name of a folder'],
  ['a file that is the root', () => tar({ path: '/', type: '7' }), 'begins with a slash'],
  ['a path that leads out', () => tar({ path: 'a/../../x' }), 'has ".." in it'],
  ['a folder that leads out', () => tar({ path: '../x/', type: '5' }), 'has ".." in it'],
  ['a backslash', () => tar({ path: 'a\\b.py' }), 'has a backslash in it'],
  ['a drive of Windows', () => tar({ path: 'C:/x.py' }), '"C:/x.py" begins with a drive of Windows'],
  ['a control character', () => tar({ path: 'a\u001b[2J.py' }), '"a\\u001b[2J.py" has control characters'],
  ['a line end in a long name', () => tar(makePax({ path: 'a\nb' }), { path: 'a' }), 'has control characters'],
  [
    'a name in Latin-1',
    () => tar({ path: Buffer.from('gr\u00fcn.html', 'latin1') }),
    'is not written in UTF-8. Give it a name of plain letters',
  ],
  ['a part of .git in capitals', () => tar({ path: '.GIT/hooks/x' }), 'would be part of a ".git" folder'],
  ['a part of .git with an invisible letter', () => tar({ path: '.g\u200cit/config' }), 'would be part of a ".git" folder'],
  ['a name longer than file systems take', () => tar(makePax({ path: 'ä'.repeat(128) }), { path: 'a' }), 'longer than 255 bytes'],
  [
    'a path longer than file systems take',
    () => tar(makePax({ path: `${`${'abcdefghi'.repeat(9)}/`.repeat(20)}x` }), { path: 'a' }),
    'is longer than 1024 bytes',
  ],
  ['folders deeper than anybody needs', () => tar({ path: `${'d/'.repeat(45)}x` }), 'lies in more than 40 folders'],
  ['a file used as a folder', () => tar({ path: 'a' }, { path: 'a/b.py' }), '"a/b.py" lies below a file'],
  ['one name twice', () => tar({ path: 'a.py' }, { path: './a.py' }), '"a.py" is there twice'],
  [
    'names that differ only in case',
    () => tar({ path: 'Shop.py' }, { path: 'shop.py' }),
    '"Shop.py" differs only in its spelling (capitals, accents) from "shop.py"',
  ],
  ['folders that differ only in case', () => tar({ path: 'Shop/a.py' }, { path: 'shop/b.py' }), '"Shop" differs only in its spelling'],
  [
    'names that differ only in how accents are written',
    () => tar({ path: 'gr\u00fcn' }, { path: 'gru\u0308n' }),
    'differs only in its spelling',
  ],
  ['nothing', () => makeTar([]), 'holds no files'],
  ['folders alone', () => makeTar([{ path: 'a/', type: '5' }]), 'holds no files'],
  ['a cut within a file', () => tar({ path: 'a', content: 'x'.repeat(5000) }).subarray(0, 3000), 'it is not complete'],
  ['a cut between two files', () => tar({ path: 'a' }).subarray(0, 1024), 'it is not complete'],
  ['a size that is none', () => tar(makePax({ size: 'many' }), { path: 'a' }), 'no archive that can be read'],
  ['a size larger than the archive', () => tar({ path: 'a', claimedSize: 2 ** 32 }), 'it is not complete'],
  ['a description of 5 MiB', () => tar(makePax({ path: 'x'.repeat(5 * 1024 ** 2) }), { path: 'a' }), 'no archive that can be read'],
  ['a description of 1 MiB', () => tar(makePax({ path: 'x'.repeat(1024 ** 2) }), { path: 'a' }), 'longer descriptions'],
  [
    'a thousand things said of all files, for each of many',
    () => tar({ ...makePax(properties(1_000)), type: 'g' }, makePax({ mtime: '1' }), { path: 'a' }),
    'longer descriptions',
  ],
  ['a million things said of all files, over and over', () => gzipSync(endlessDescriptions()), 'longer descriptions'],
  [
    'names of 33 MiB together',
    () => gzipSync(tar(...many(33 * 20).flatMap(({ path }) => [makePax({ path: `.git/${'x'.repeat(52_500)}${path}` }), { path: 'a' }]))),
    'The names in the upload are longer than 32 MiB together',
    'too_large',
  ],
  ['a wrong checksum', () => tar({ path: 'a', brokenChecksum: true }), 'no archive that can be read'],
  ['rubbish behind its end', () => Buffer.concat([tar(), Buffer.from('x'.repeat(512))]), 'no archive that can be read'],
  ['more files than a project has', () => makeTar(many(20_001)), 'has more than 20000 entries', 'too_large'],
  ['more entries than are read', () => gzipSync(makeTar(many(100_001)), { level: 1 }), 'has more than 100000 entries', 'too_large'],
  ['a cut in what was compressed', () => gzipSync(tar()).subarray(0, 40), 'it is not complete'],
  ['rubbish behind what was compressed', () => Buffer.concat([gzipSync(tar()), Buffer.from('rubbish')]), 'no archive that can be read'],
  [
    'rubbish behind zeros behind what was compressed',
    () => Buffer.concat([gzipSync(tar()), Buffer.alloc(99), Buffer.from('x')]),
    'something follows the end',
  ],
  ['a text that was compressed', () => gzipSync('x = 1\n'), 'no archive that can be read'],
  [
    'two hundred times its size',
    () => gzipSync(tar({ path: 'a', content: Buffer.alloc(170 * 1024 ** 2) }), { level: 1 }),
    'more than a project of its size can hold',
    'too_large',
  ],
]

const overlapping = (): Buffer => zip(entry('a.py', { content: 'y' }), entry('b.py', { content: 'y', claimedOffset: 0 }))
/** One entry's content begins behind the header of the next. */
const quoting = (): Buffer => {
  const inner = makeZip([entry('b.py', { content: 'z'.repeat(100), stored: true })])
  return zip(entry('a.py', { stored: true, content: inner.subarray(0, 10), claimedPackedSize: 60, claimedSize: 60 }), entry('b.py'))
}
const million = (count: Buffer): Buffer => {
  const local = makeZip([entry('x')]).subarray(0, 33)
  const one = makeZip([entry('x')]).subarray(33, -22)
  const listing = Buffer.alloc(one.length * 1_000_000, one)
  const facts = { entries: 1_000_000, bytes: listing.length, start: local.length }
  return Buffer.concat([local, listing, count.length > 0 ? makeZip64End(facts) : count, makeZipEnd(facts)])
}
const broken64 = (): Buffer => {
  const whole = zip()
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(2n ** 60n, 8)
  return Buffer.concat([whole.subarray(0, -22), locator, whole.subarray(-22)])
}

const zips: readonly Case[] = [
  ['a path that leads out', () => zip(entry('a/../../x.py')), 'has ".." in it'],
  ['an absolute path', () => zip(entry('/etc/cron.d/x')), 'begins with a slash'],
  ['a path of Windows that leads out', () => zip(entry('..\\..\\x.py', { host: 0 })), '"../../x.py" has ".." in it'],
  ['a drive of Windows', () => zip(entry('C:\\x.py', { host: 0 })), '"C:/x.py" begins with a drive of Windows'],
  ['a share of Windows', () => zip(entry('\\\\server\\x.py', { host: 0 })), 'begins with a slash'],
  ['a backslash that is none of Windows', () => zip(entry('a\\b.py')), 'has a backslash in it'],
  ['a link', () => zip(entry('a.py', { content: '/etc/shadow', mode: 0o120777 })), '"a.py" is a link'],
  ['a device', () => zip(entry('null', { mode: 0o020666 })), '"null" is neither a file nor a folder'],
  ['a folder with content', () => zip(entry('a/', { content: 'x' })), '"a" is neither a file nor a folder'],
  ['a password', () => zip(entry('a.py', { flags: 1 })), '"a.py" is encrypted. Pack the folder again without a password'],
  ['a strong password', () => zip(entry('a.py', { flags: 0x41 })), 'is encrypted'],
  [
    'an unusual compression',
    () => zip(entry('a.py', { claimedMethod: 14 })),
    '"a.py" is compressed in a way that is not usual in zip archives (method 14)',
  ],
  [
    'a name in the alphabet of an old Windows',
    () => zip(entry(Buffer.from('gr\u0081n', 'latin1'), { host: 0 })),
    'is not written in UTF-8',
  ],
  [
    'a name that says it is UTF-8 and is not',
    () => zip(entry(Buffer.from('gr\u00fcn', 'latin1'), { flags: 0x800 })),
    'is not written in UTF-8',
  ],
  ['a name with a zero', () => zip(entry('a\0.py')), 'has control characters'],
  ['no name', () => zip(entry('')), '"" is empty'],
  ['one name twice', () => zip(entry('settings.py')), '"settings.py" is there twice'],
  ['names that differ only in case', () => zip(entry('Settings.py')), 'differs only in its spelling'],
  ['a file used as a folder', () => zip(entry('a'), entry('a/b')), '"a/b" lies below a file'],
  ['entries that are one', overlapping, 'has entries that overlap'],
  ['an entry that reaches into the next', quoting, 'has entries that overlap'],
  [
    'an entry that begins later than it says',
    () => zip(entry('a.py', { content: 'abc', stored: true, extra: Buffer.alloc(8), claimedOffset: 2 ** 31 })),
    'has entries that overlap',
  ],
  ['an entry with two names', () => zip(entry('a.py', { localPath: 'b.py' })), 'names an entry in two ways'],
  ['a wrong checksum', () => zip(entry('a.py', { claimedChecksum: 1 })), 'the checksum of "a.py" does not fit'],
  ['more content than it says', () => zip(entry('a.py', { content: Buffer.alloc(1_000_000), claimedSize: 10 })), 'is damaged'],
  ['less content than it says', () => zip(entry('a.py', { content: 'x', claimedSize: 10 })), 'is damaged'],
  ['a description that is cut off', () => zip(entry('a.py', { extra: Buffer.from([1, 0, 200, 0]) })), 'is damaged'],
  [
    'ten times what a disk holds',
    () => zip(entry('a.py', { content: 'x', claimedSize: 2 ** 32 - 2 })),
    'more than a project of its size can hold',
    'too_large',
  ],
  [
    'two hundred times its size',
    () => zip(entry('a.py', { content: Buffer.alloc(170 * 1024 ** 2) })),
    'more than a project of its size can hold',
    'too_large',
  ],
  ['1,000,000 entries', () => million(Buffer.alloc(1)), 'has 1000000 entries; 100000 are allowed', 'too_large'],
  ['1,000,000 entries that it does not admit', () => million(Buffer.alloc(0)), 'has more in it than its directory says'],
  ['fewer entries than it says', () => makeZip([settings], { entries: 2 }), 'is damaged'],
  ['several parts', () => makeZip([settings], { disk: 1 }), 'is one of several parts'],
  ['a broken ZIP64 end', broken64, 'has a broken end (ZIP64)'],
  ['a cut', () => zip().subarray(0, -10), 'ends too early'],
  ['rubbish behind its end', () => Buffer.concat([zip(), Buffer.from('rubbish')]), 'goes on after its end'],
  ['an end in its comment', () => makeZip([settings], { comment: makeZip([entry('evil.py')]).subarray(-22) }), 'two archives in one file'],
  ['another archive behind it', () => Buffer.concat([zip(), zip()]), 'two archives in one file'],
  ['nothing', () => makeZip([]), 'holds no files'],
]

const others: readonly Case[] = [
  ['is empty', () => Buffer.alloc(0), 'The upload is empty. Upload the project'],
  ['is a 7z archive', () => Buffer.from('377abcaf271c0004', 'hex'), 'is a 7z archive. Upload'],
  ['is a RAR archive', () => Buffer.from('Rar!\u001a\u0007\u0001\0', 'latin1'), 'is a RAR archive'],
  ['is compressed with xz', () => Buffer.from('fd377a585a00', 'hex'), 'is compressed with xz'],
  ['is compressed with bzip2', () => Buffer.from('BZh91AY'), 'is compressed with bzip2'],
  ['is compressed with zstd', () => Buffer.from('28b52ffd', 'hex'), 'is compressed with zstd'],
  ['is part of a zip archive', () => Buffer.from('PK\u0007\u0008PK\u0003\u0004'), 'is one part of a zip archive'],
  ['is a web page', () => Buffer.from('<!doctype html>'), 'is a web page'],
  ['is a document', () => Buffer.from('%PDF-1.7'), 'is a PDF document'],
  ['is a text', () => Buffer.from('x = 1\n'.repeat(200)), 'no archive that can be read'],
]

const toCases = (cases: readonly Case[]) =>
  cases.map(([title, make, sentence, code = 'invalid_input']) => ({ title, make, sentence, code }))

async function assertRefused({ make, sentence, code }: ReturnType<typeof toCases>[number]): Promise<void> {
  const answer = await upload(make())
  expect(answer).toMatchObject({ code, detail: expect.stringContaining(sentence) })
  expect(answer.detail).toMatch(/\. (?:Upload|Pack|Put|Rename|Leave|Keep|Give) [^.]*(?:\.[^.]*)*\.$/)
  expect(await everything()).toEqual(before)
  await expect.poll(() => findProcesses(api.dataDir), soon).toEqual([])
}

describe('a tar archive is refused and leaves nothing, with', () => {
  it.each(toCases(tars))('$title', assertRefused)
})

describe('a zip archive is refused and leaves nothing, with', () => {
  it.each(toCases(zips))('$title', assertRefused)
})

describe('what is no archive is refused and leaves nothing, when it', () => {
  it.each(toCases(others))('$title', assertRefused)
})

it('takes what is in order, in the same place', async () => {
  const { operation } = (await upload(zip(entry('app/__init__.py')))) as unknown as { operation: { id: string; kind: string } }
  expect(operation.kind).toBe('deploy-instance')
  expect((await api.operations.wait(operation.id)).state).toBe('done')
})

it('reads tar archives without an end only as broken ones', async () => {
  expect(await upload(Buffer.concat([makeTarEntry(settings), end.subarray(0, 512)]))).toMatchObject({ code: 'invalid_input' })
})
