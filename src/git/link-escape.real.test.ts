import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLinkEscape } from './link-escape.ts'

let scratch: string
beforeAll(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'otm-links-')))
})
afterAll(() => rm(scratch, { recursive: true }))

const links = (given: Record<string, string>) => new Map(Object.entries(given))

describe('findLinkEscape', () => {
  it.each<[string, Record<string, string>]>([
    ['a sibling', { a: 'b' }],
    ['a file in a folder above', { 'x/y/a': '../../b' }],
    ['the project itself', { 'x/a': '..' }],
    ['nothing yet', { a: 'static/missing.png' }],
    ['a file behind another link', { a: 'b/c', b: 'x' }],
    ['a way out and back in by a link that goes deep', { a: 'b/../../c', b: 'x/y' }],
  ])('lets a link to %s be', (_title, given) => {
    expect(findLinkEscape(Object.keys(given)[0] ?? '', links(given))).toBeNull()
  })

  it.each<[string, Record<string, string>, string]>([
    ['an absolute path', { a: '/etc/shadow' }, 'leads out'],
    ['above the project', { 'x/a': '../../b' }, 'leads out'],
    ['above it by way of another link', { a: 'b/../../..', b: 'x/y' }, 'leads out'],
    ['above it by a folder that is a link', { 'a/b': '..', a: '..' }, 'leads out'],
    ['itself', { a: 'a' }, 'in a circle'],
    ['one that leads back', { a: 'b/x', b: 'a' }, 'in a circle'],
    ['a great many folders', { a: 'x/'.repeat(2000) }, 'too many folders'],
  ])('refuses one to %s', (_title, given, fault) => {
    expect(findLinkEscape(Object.keys(given)[0] ?? '', links(given))).toContain(fault)
  })

  it('agrees with the system: what it lets be stays inside', async () => {
    const name = fc.constantFrom('a', 'b', 'c')
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
    const target = fc.array(fc.constantFrom('a', 'b', 'c', '..', '.', ''), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'))
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, target, { maxKeys: 5 }), async (given) => {
        const root = join(scratch, String(count++), 'deep', 'project')
        const made = await makeLinks(root, given)
        for (const link of made.keys()) {
          const real = await realpath(join(root, link)).catch(() => root)
          if (findLinkEscape(link, made) === null)
            expect(`${real}/`.startsWith(`${root}/`), `${link} in ${JSON.stringify(given)}`).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})

/** Only links whose folders are real folders: a tree of git has no others. @returns the links that were made */
async function makeLinks(root: string, given: Record<string, string>): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'file'), '')
  for (const [path, target] of Object.entries(given)) {
    const below = [...made.keys()].some((link) => path.startsWith(`${link}/`) || link.startsWith(`${path}/`))
    if (below || target === '') continue
    await mkdir(dirname(join(root, path)), { recursive: true })
    await symlink(target, join(root, path))
    made.set(path, target)
  }
  return made
}
