import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { resourcePath } from '../lib/resources.ts'
import { toBuildId } from './build-id.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-build-'))
})
afterEach(() => rm(directory, { recursive: true }))

it('is another one when a file of the gateway is another one, and the same for the same', async () => {
  const [before, copy] = [resourcePath('src', 'gateway.ts'), join(directory, 'gateway.ts')]
  await cp(resourcePath('src'), directory, { recursive: true })
  expect(toBuildId(copy)).toBe(toBuildId(before))
  await writeFile(join(directory, 'gateway', 'added.test.ts'), '')
  expect(toBuildId(copy)).toBe(toBuildId(before))
  await writeFile(join(directory, 'lib', 'node-http.ts'), '', { flag: 'a' })
  expect(toBuildId(copy)).toBe(toBuildId(before))
  await writeFile(join(directory, 'lib', 'node-http.ts'), '\n', { flag: 'a' })
  expect(toBuildId(copy)).not.toBe(toBuildId(before))
})

it('of a bundle is that of the file, which names its parts by their content', async () => {
  const bundle = join(directory, 'gateway.mjs')
  await writeFile(bundle, 'import "./chunks/a-1.mjs"')
  const before = toBuildId(bundle)
  await writeFile(bundle, 'import "./chunks/a-2.mjs"')
  expect(toBuildId(bundle)).not.toBe(before)
})
