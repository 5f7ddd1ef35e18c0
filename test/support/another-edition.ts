import { cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { resourcePath } from '../../src/lib/resources.ts'

const ownParts = ['build', 'data', '.git']

/** Another installation of this program, as an update makes one: it does the same, but none of its pages' files is called as here, and those of this one are
 * not there. @returns its root */
export async function installAnotherEdition(root: string): Promise<string> {
  await mkdir(join(root, 'build'), { recursive: true })
  for (const entry of await readdir(resourcePath())) {
    if (!ownParts.includes(entry)) await symlink(resourcePath(entry), join(root, entry))
  }
  for (const entry of ['manager.mjs', 'gateway.mjs', 'otm.mjs', 'chunks', 'web']) {
    await cp(resourcePath('build', entry), join(root, 'build', entry), { recursive: true })
  }
  await renameParts(join(root, 'build', 'web'))
  return root
}

/** `app-1a2b.js` becomes `app-1a2b-next.js`, wherever it is named. */
async function renameParts(webDir: string): Promise<void> {
  const assets = join(webDir, 'assets')
  const parts = new Set(await readdir(assets))
  for (const file of [join(webDir, 'index.html'), ...[...parts].filter(isText).map((part) => join(assets, part))]) {
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      text.replaceAll(/[\w.-]+\.(?:js|css|woff2)/g, (name) => (parts.has(name) ? toNext(name) : name)),
    )
  }
  for (const part of parts) await rename(join(assets, part), join(assets, toNext(part)))
}

const isText = (name: string): boolean => /\.(js|css)$/.test(name)
const toNext = (name: string): string => `${name.slice(0, -extname(name).length)}-next${extname(name)}`
