import { glob, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../src/domain/error.ts'
import { en } from './en.ts'

// What the server says in fixed words has texts here; who adds one there is told to write it in all languages.

async function findAll(files: string, pattern: RegExp): Promise<readonly string[]> {
  const found: string[] = []
  for await (const file of glob(files)) {
    if (file.endsWith('.test.ts')) continue
    for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(pattern)) found.push(name)
  }
  return found
}

describe('the steps of tasks', () => {
  it('all have texts', async () => {
    const titles = await findAll('src/{actions,operations}/**/*.ts', /\bstep\(\s*'([^']*)'/g)
    expect(titles.length).toBeGreaterThan(30)
    expect(titles.filter((title) => !(title in en.steps))).toEqual([])
    expect(Object.keys(en.steps).filter((title) => !titles.includes(title))).toEqual([])
  })

  it('are called by words that this test can read', async () => {
    expect(await findAll('src/actions/**/*.ts', /\bstep\(\s*([^'\s][^\n]*)/g)).toEqual([])
  })

  it('are called in English as the server calls them', () => {
    expect(Object.entries(en.steps).filter(([title, text]) => title !== text)).toEqual([])
  })
})

it('every code of an error has a reason in a few words', () => {
  expect(errorCodes.filter((code) => !(code in en.reasons))).toEqual([])
})

it('everything that is looked at for the health has a name', async () => {
  const names = await findAll('src/api/health/*.ts', /\bname: '([^']*)'/g)
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter((name) => !(name in en.health.checks))).toEqual([])
})
