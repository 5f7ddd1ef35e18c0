import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optional?: boolean; readonly optionalDependencies?: object }>
  >
}

const locks = ['package-lock.json', 'scripts/toolchain/package-lock.json']
const readLock = async (file: string): Promise<Lock> => JSON.parse(await readFile(resourcePath(file), 'utf8')) as Lock

it.each(locks)('%s names no registry', async (file) => {
  expect(await readFile(resourcePath(file), 'utf8')).not.toContain('"resolved"')
})

it.each(locks)('%s knows the optional packages of every platform (else: node scripts/complete-lock.mjs)', async (file) => {
  const { packages } = await readLock(file)
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  const names = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)))
  expect(wanted.filter((name) => !names.has(name))).toEqual([])
})
