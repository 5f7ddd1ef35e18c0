import { link, mkdir, mkdtemp, open, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measure } from './taken.ts'
import { measureUnlinked } from './unlinked.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-taken-'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('measure', () => {
  it('counts what is on the disk: names of one file once, no holes, and nothing behind links', async () => {
    const [one, two] = [join(directory, 'one'), join(directory, 'two with space')]
    for (const each of [one, two]) await mkdir(each)
    await writeFile(join(one, 'file'), Buffer.alloc(1_000_000, 'x'))
    await link(join(one, 'file'), join(one, 'again'))
    await symlink('/', join(one, 'elsewhere'))
    const sparse = await open(join(two, 'sparse'), 'w')
    await sparse.truncate(1e12)
    await sparse.close()
    const taken = await measure([one, two, join(directory, 'missing')])
    expect(taken.get(one)).toEqual({ bytes: expect.any(Number), files: 3 })
    expect(Math.round((taken.get(one)?.bytes ?? 0) / 100_000)).toBe(10)
    expect(taken.get(two)?.bytes).toBeLessThan(100_000)
    expect(taken.get(join(directory, 'missing'))).toEqual({ bytes: 0, files: 0 })
  })
})

describe.skipIf(process.platform !== 'linux')('measureUnlinked', () => {
  it('finds files without a name that a process holds open', async () => {
    const before = await measureUnlinked([process.pid])
    const handle = await open(join(directory, 'file'), 'w')
    await handle.write(Buffer.alloc(1_000_000, 'x'))
    expect(await measureUnlinked([process.pid])).toEqual(before)
    await handle.sync()
    await unlink(join(directory, 'file'))
    const { bytes, files } = await measureUnlinked([process.pid])
    await handle.close()
    expect(files - before.files).toBe(1)
    expect(bytes - before.bytes).toBeGreaterThanOrEqual(1_000_000)
  })
})
