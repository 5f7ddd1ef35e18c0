import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { referencePages } from '../../scripts/docs/pages.ts'
import { resourcePath } from '../../src/lib/resources.ts'

it.each(Object.entries(referencePages))('%s is what its sources say (else: npm run docs)', async (path, toPage) => {
  expect(await readFile(resourcePath(path), 'utf8')).toBe(toPage())
})

it('every page in docs/reference is made from sources', async () => {
  const files = await readdir(resourcePath('docs/reference'))
  expect(files.map((file) => `docs/reference/${file}`).filter((path) => !(path in referencePages))).toEqual([])
})
