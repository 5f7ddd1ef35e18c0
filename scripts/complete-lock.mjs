// After `npm install` through a mirror that lacks packages of other platforms, npm leaves these out of package-lock.json without a
// word, and `npm ci` then refuses the file everywhere. This adds them as the optional packages that they are:
//   node scripts/complete-lock.mjs [package-lock.json]
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './setup/paths.mjs'

const file = process.argv[2] ?? inRoot('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = missing(lock.packages)
for (const { path, entry } of added) lock.packages[path] = entry
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added.length} packages of other platforms added to ${file}.\n`)

/** @returns {{ path: string, entry: object }[]} */
function missing(packages) {
  return Object.entries(packages).flatMap(([dependent, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && !isThere(packages, dependent, name, version))
      .map(([name, version]) => ({
        path: `${packages[`node_modules/${name}`] ? `${dependent}/` : ''}node_modules/${name}`,
        entry: { version, ...platform(name), ...(dev ? { dev } : {}), optional: true },
      })),
  )
}

/** As Node looks for it: below the dependent, then below everything that the dependent lies in. */
function isThere(packages, dependent, name, version) {
  const around = dependent.split('/node_modules/').map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'))
  const found = ['', ...around].reverse().map((path) => packages[`${path}/node_modules/${name}`.replace(/^\//, '')])
  return found.find((entry) => entry !== undefined)?.version === version
}

/** From names such as `@scope/binding-linux-arm64-musl`. */
function platform(name) {
  const words = name.split(/[-/]/)
  const os = words.find((word) => /^(android|darwin|freebsd|linux|openharmony|win32|windows)$/.test(word))
  const cpu = words.find((word) => /^(arm|arm64|ia32|ppc64|riscv64|s390x|wasm32|x64)$/.test(word))
  const libc = words.some((word) => /^musl/.test(word)) ? 'musl' : 'glibc'
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' ? { libc: [libc] } : {}),
    ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}),
  }
}
