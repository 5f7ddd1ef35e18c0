import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toMinor } from '../local/environments/python.ts'
import { findPython, listPythons } from './pythons.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-pythons-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** A program that answers as an interpreter would. */
async function makePython(version: string, place = 'bin'): Promise<string> {
  const bin = join(directory, place)
  await mkdir(bin, { recursive: true })
  const file = join(bin, `python${toMinor(version)}`)
  const answer = JSON.stringify([version.split('.').map(Number), directory, file, `${version} (test)`])
  await writeFile(file, `#!/bin/sh\necho '${answer}'\n`)
  await chmod(file, 0o755)
  return file
}

const search = (asRoot = false) => ({
  settings: { dataDir: join(directory, 'data'), pythons: [directory] },
  sandboxKind: { bubblewrap: null, asRoot },
})

describe('findPython', () => {
  it('prefers the interpreters of the settings', async () => {
    const executable = await makePython('3.97.4')
    expect(await findPython('3.97', search())).toEqual({
      executable,
      home: directory,
      version: '3.97.4',
      build: '3.97.4 (test)',
      image: null,
    })
  })

  it('finds those that uv installed', async () => {
    const executable = await makePython('3.96.0', 'data/tools/pythons/cpython-3.96.0/bin')
    expect((await findPython('3.96', search()))?.executable).toBe(executable)
  })

  it('passes over what is no interpreter, does not run, or lies about its version', async () => {
    await mkdir(join(directory, 'bin'))
    await writeFile(join(directory, 'bin', 'python3.97'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    await symlink('nowhere', join(directory, 'bin', 'python3'))
    expect(await findPython('3.97', search())).toBeUndefined()
    expect(await findPython('3.95', search())).toBeUndefined()
  })

  it('passes over those that instances could not reach', async (ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('only root has what others cannot reach')
    await makePython('3.97.4')
    await chmod(directory, 0o700)
    expect(await findPython('3.97', search(true))).toBeUndefined()
    await chmod(directory, 0o755)
    expect((await findPython('3.97', search(true)))?.version).toBe('3.97.4')
  })
})

it('lists minor versions, newest first', async () => {
  await makePython('3.97.4')
  await makePython('3.9.1', 'data/tools/pythons/a/bin')
  const found = await listPythons(search())
  expect(found[0]).toBe('3.97')
  expect(found).toContain('3.9')
})
