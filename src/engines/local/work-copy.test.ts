import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeWorkCopy, removeWorkCopy } from './work-copy.ts'

let directory: string
let release: string
let work: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-work-'))
  release = join(directory, 'release')
  work = join(directory, 'work')
  await mkdir(join(release, 'app'), { recursive: true })
  await writeFile(join(release, 'settings.py'), 'original')
  await writeFile(join(release, 'app', '__init__.py'), 'original')
  await symlink('settings.py', join(release, 'link'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('makeWorkCopy', () => {
  it('copies the release, links as links, and adds the file that oTree opens', async () => {
    await makeWorkCopy(release, work, null)
    expect((await readdir(work)).sort()).toEqual(['app', 'db.sqlite3', 'link', 'settings.py'])
    expect((await lstat(join(work, 'link'))).isSymbolicLink()).toBe(true)
  })

  it("leaves a copy that is there as it is, and a project's own db.sqlite3, and follows no link in its place", async () => {
    await symlink('/tmp/otm-must-not-be-made', join(release, 'db.sqlite3'))
    await makeWorkCopy(release, work, null)
    await writeFile(join(work, 'settings.py'), 'changed')
    await makeWorkCopy(release, work, null)
    expect(await readFile(join(work, 'settings.py'), 'utf8')).toBe('changed')
    await expect(lstat('/tmp/otm-must-not-be-made')).rejects.toThrow('ENOENT')
  })

  it('goes away with what a killed manager left half-made', async () => {
    await mkdir(`${work}.tmp`)
    await makeWorkCopy(release, work, null)
    await mkdir(`${work}.tmp`)
    await removeWorkCopy(work)
    expect(await readdir(directory)).toEqual(['release'])
  })
})
