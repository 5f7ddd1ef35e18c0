import { existsSync, readFileSync } from 'node:fs'
import { runNpm } from './npm.mjs'
import { inRoot } from './paths.mjs'
import { step } from './steps.mjs'

/** Installs the project's npm packages as the lock file has them, unless they are there already.
 * @param {{ node: string, npmCli: string }} toolchain */
export async function ensurePackages(toolchain) {
  if (isInstalled(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json'))) return
  // no package of ours needs its install script: all that it would bring are compilers' errors on small machines
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  await step('npm packages', () => runNpm(toolchain, args))
}

/** Whether what npm noted after its last complete installation is what the lock file wants. An interrupted `npm ci` leaves no note.
 * @param {Record<string, Locked>} wanted @param {Record<string, Locked> | undefined} installed
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

function readPackages(file) {
  const path = inRoot(file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}
