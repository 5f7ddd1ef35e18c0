import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, root } from './paths.mjs'
import { runNodeQuietly } from './run.mjs'
import { step } from './steps.mjs'

const sources = ['src', 'web', 'scripts/setup/bundle.mjs', 'package-lock.json', 'tsconfig.json']
const stampFile = inRoot('build/stamp')

/** Builds the programs and the pages into `build/`, unless they were built from exactly these sources.
 * @param {{ node: string }} toolchain */
export async function ensureBuild({ node }) {
  const wanted = hashOfSources()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  rmSync(stampFile, { force: true }) // from now on until the end, `build/` is a mixture
  await step('programs and pages', () =>
    runNodeQuietly(node, ['--disable-warning=ExperimentalWarning', inRoot('scripts/setup/bundle.mjs')]),
  )
  mkdirSync(inRoot('build'), { recursive: true })
  writeFileSync(stampFile, wanted)
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(listFiles).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** @param {string} path from the root @returns {string[]} files at or below it that end up in a build */
function listFiles(path) {
  if (!existsSync(join(root, path))) return []
  if (/\.[a-z]+$/.test(path)) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`
    if (entry.isDirectory()) return listFiles(below)
    return entry.isFile() && !entry.name.includes('.test.') ? [below] : []
  })
}
