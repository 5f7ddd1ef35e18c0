import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { listTrackedFiles } from './tracked-files.ts'

/** Folders of the first level, and of the second where the first has parts: `src/otree`, `web/ui`, `test/e2e`. */
const toFolders = (files: readonly string[]): readonly string[] => {
  const folders = files.flatMap((file) => {
    const [first, second] = file.split('/').slice(0, -1)
    if (first === undefined) return []
    return second !== undefined && ['src', 'web', 'test', 'docs'].includes(first) ? [first, `${first}/${second}`] : [first]
  })
  return [...new Set(folders)].sort()
}

it('ARCHITECTURE.md names every folder', async () => {
  const text = await readFile(resourcePath('ARCHITECTURE.md'), 'utf8')
  const folders = toFolders(await listTrackedFiles())
  expect(folders.filter((folder) => !text.includes(`${folder}/`))).toEqual([])
})

it('ARCHITECTURE.md names no folder that is not there', async () => {
  const text = await readFile(resourcePath('ARCHITECTURE.md'), 'utf8')
  const files = await listTrackedFiles()
  const named = [...text.matchAll(/`((?:src|web|test|docs|scripts|bench)\/[\w./-]*)`/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !files.some((file) => file === path || file.startsWith(path.replace(/\/?$/, '/'))))).toEqual([])
})
