import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openProject } from './project-files.ts'

let directory: string
let root: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-project-'))
  root = join(directory, 'project')
  await mkdir(join(root, 'app'), { recursive: true })
  await writeFile(join(root, 'settings.py'), 'x = 1\n')
  await writeFile(join(directory, 'secret'), 'geheim')
})
afterEach(() => rm(directory, { recursive: true }))

it('reads files, also in the encodings of PowerShell', async () => {
  await writeFile(join(root, 'little.txt'), Buffer.from('\uFEFFotree==6.0.15\n', 'utf16le'))
  await writeFile(join(root, 'big.txt'), Buffer.from('\uFEFFotree==6.0.15\n', 'utf16le').swap16())
  const { read } = openProject(root)
  expect([read('settings.py'), read('little.txt'), read('big.txt')]).toEqual(['x = 1\n', 'otree==6.0.15\n', 'otree==6.0.15\n'])
})

it('reads nothing outside, no folder, and nothing huge', async () => {
  await symlink('../secret', join(root, 'link'))
  await symlink('..', join(root, 'up'))
  await symlink('settings.py', join(root, 'inner'))
  await writeFile(join(root, 'huge'), Buffer.alloc(1024 * 1024 + 1))
  const { read } = openProject(root)
  expect(['link', 'up/secret', '../secret', 'app', 'huge', 'missing'].map(read)).toEqual(Array(6).fill(undefined))
  expect(read('inner')).toBe('x = 1\n')
})
