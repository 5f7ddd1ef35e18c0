import { chmod, mkdir, mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeRuntimeDir, toRuntimeDir } from './runtime-dir.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'otm-runtime-')))
})
afterEach(() => rm(root, { recursive: true }))

describe('toRuntimeDir', () => {
  it('is short, and where sockets of that user belong', () => {
    expect(toRuntimeDir('/srv/otm', {}, 0)).toMatch(/^(?:\/var)?\/run\/otm-[0-9a-f]{8}$/)
    expect(toRuntimeDir('/srv/otm', {}, 1000)).toMatch(/^\/tmp\/otm-1000-[0-9a-f]{8}$/)
    expect(toRuntimeDir('/srv/otm', { XDG_RUNTIME_DIR: '/run/user/1000' }, 1000)).toMatch(/^\/run\/user\/1000\/otm-[0-9a-f]{8}$/)
    expect(toRuntimeDir('/srv/otm', { XDG_RUNTIME_DIR: 'relative' }, 1000)).toMatch(/^\/tmp\//)
  })

  it('is the same for the same directory by another name, and another one for another directory', async () => {
    await mkdir(join(root, 'data'))
    await symlink(join(root, 'data'), join(root, 'link'))
    expect(toRuntimeDir(join(root, 'link'), {})).toBe(toRuntimeDir(join(root, 'data'), {}))
    expect(toRuntimeDir(join(root, 'other'), {})).not.toBe(toRuntimeDir(join(root, 'data'), {}))
  })

  it('does not change when the data directory is made', async () => {
    await symlink(root, `${root}-link`)
    const before = toRuntimeDir(join(`${root}-link`, 'new', 'data'), {})
    await mkdir(join(root, 'new', 'data'), { recursive: true })
    expect(toRuntimeDir(join(`${root}-link`, 'new', 'data'), {})).toBe(before)
    await rm(`${root}-link`)
  })
})

describe('makeRuntimeDir', () => {
  const directory = () => join(root, 'run')

  it('makes it for its owner only, and takes it again', async () => {
    await makeRuntimeDir(directory())
    await makeRuntimeDir(directory())
    expect((await stat(directory())).mode & 0o777).toBe(0o700)
  })

  it('refuses what somebody else put there', async () => {
    await mkdir(join(root, 'theirs'))
    await symlink(join(root, 'theirs'), directory())
    await expect(makeRuntimeDir(directory())).rejects.toThrow('is not a directory')
    await expect(makeRuntimeDir(join(root, 'theirs'), 4242)).rejects.toThrow('belongs to another user')
  })

  it('refuses one that others can write', async () => {
    await mkdir(directory())
    await chmod(directory(), 0o777)
    await expect(makeRuntimeDir(directory())).rejects.toThrow('can be written by others')
  })

  it('says when it cannot be made', async () => {
    await expect(makeRuntimeDir(join(root, 'not', 'there'))).rejects.toMatchObject({ code: 'setting_invalid' })
  })
})
