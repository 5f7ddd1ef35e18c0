import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomicWrite } from './atomic-write.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-atomic-'))
})
afterEach(() => rm(directory, { recursive: true }))

it('replaces the content and leaves no temporary file', async () => {
  const file = join(directory, 'routes.json')
  await writeFile(file, 'old')
  await atomicWrite(file, 'new')
  expect(await readFile(file, 'utf8')).toBe('new')
  expect(await readdir(directory)).toEqual(['routes.json'])
})

it('makes files that only their owner reads', async () => {
  await atomicWrite(join(directory, 'key'), 'secret')
  expect((await stat(join(directory, 'key'))).mode & 0o777).toBe(0o600)
})

it('keeps the old file when the new one cannot be put in its place', async () => {
  await expect(atomicWrite(join(directory, 'missing', 'file'), 'x')).rejects.toThrow('ENOENT')
  expect(await readdir(directory)).toEqual([])
})
