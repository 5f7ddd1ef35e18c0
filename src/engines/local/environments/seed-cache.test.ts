import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedCache } from './seed-cache.ts'

let directory: string
let from: string
let to: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-seed-'))
  from = join(directory, 'shared')
  to = join(directory, 'own')
  await mkdir(join(from, 'wheels', '.tmp123'), { recursive: true })
  await mkdir(join(from, 'builds-v0'))
  await writeFile(join(from, 'wheels', 'otree'), 'good')
  await writeFile(join(from, 'wheels', 'otree.lock'), '')
  await writeFile(join(from, 'wheels', '.git'), '')
  await writeFile(join(from, 'wheels', '.tmp123', 'half'), '')
})
afterEach(() => rm(directory, { recursive: true }))

it('has what the shared cache has, without locks and what is half done', async () => {
  await seedCache({ from, to, uid: null })
  expect((await readdir(to, { recursive: true })).sort()).toEqual(['wheels', 'wheels/otree'])
  expect(await readFile(join(to, 'wheels', 'otree'), 'utf8')).toBe('good')
})

it('is a copy where everybody is the same user: a change does not reach the shared cache', async () => {
  await seedCache({ from, to, uid: null })
  await writeFile(join(to, 'wheels', 'otree'), 'evil')
  expect(await readFile(join(from, 'wheels', 'otree'), 'utf8')).toBe('good')
})

it('gives, as root, folders to the instance and leaves files with their owner', async (ctx) => {
  if (process.getuid?.() !== 0) ctx.skip('only root can give files away')
  await seedCache({ from, to, uid: 760_123 })
  expect([(await stat(to)).uid, (await stat(join(to, 'wheels'))).uid]).toEqual([760_123, 760_123])
  expect((await stat(join(to, 'wheels', 'otree'))).uid).toBe(0)
  expect((await stat(join(to, 'wheels', 'otree'))).ino).toBe((await stat(join(from, 'wheels', 'otree'))).ino)
})

it('leaves a cache that is there already alone, and needs no shared one', async () => {
  await mkdir(to)
  await seedCache({ from, to, uid: null })
  expect(await readdir(to)).toEqual([])
  await seedCache({ from: join(directory, 'missing'), to: join(directory, 'other'), uid: null })
  expect(await readdir(directory)).toEqual(['own', 'shared'])
})
