import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runCommand } from '../../../../src/lib/run-command.ts'

/** A package of Debian that is installed on this machine. */
export interface DebianPackage {
  /** As dpkg calls it, e.g. `libssl3:amd64`. */
  readonly name: string
  readonly version: string
  readonly provides: readonly string[]
  /** Of each dependency the alternatives, e.g. `[['libc6'], ['crun', 'runc']]`. */
  readonly depends: readonly (readonly string[])[]
}

const fields = ['binary:Package', 'db:Status-Status', 'Version', 'Provides', 'Pre-Depends', 'Depends'].map((name) => `\${${name}}`)
const format = `${fields.join('\t')}\n`

/** Every package that is installed here. @throws Error where there is no dpkg */
export const readInstalledPackages = async (): Promise<readonly DebianPackage[]> =>
  parsePackages(await runCommand('dpkg-query', ['--show', `--showformat=${format}`]))

/** What `readInstalledPackages` makes of dpkg-query's answer. */
export const parsePackages = (text: string): readonly DebianPackage[] =>
  text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, state]) => state === 'installed')
    .map(([name = '', , version = '', provides = '', early = '', depends = '']) => ({
      name,
      version,
      provides: toNames(provides, ','),
      depends: `${early},${depends}`
        .split(',')
        .map((alternatives) => toNames(alternatives, '|'))
        .filter((alternatives) => alternatives.length > 0),
    }))

/** `libc6 (>= 2.34) | libc6.1:any` is `['libc6', 'libc6.1']`. */
const toNames = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map((one) => withoutArchitecture(one.trim().split(' ')[0] ?? ''))
    .filter((name) => name !== '')

export const withoutArchitecture = (name: string): string => name.split(':')[0] ?? name

/** The packages with these names and all that they need, but nothing that `without` matches, nor what only that needs. */
export function closureOf(all: readonly DebianPackage[], names: readonly string[], without: RegExp): ReadonlySet<DebianPackage> {
  const byName = indexByName(all)
  const found = new Set<DebianPackage>()
  const wanted = [...names]
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const one = byName.get(name)
    if (one === undefined || found.has(one) || without.test(withoutArchitecture(one.name))) continue
    found.add(one)
    wanted.push(...one.depends.flat())
  }
  return found
}

/** What a package is called comes before what others provide in its stead. */
const indexByName = (all: readonly DebianPackage[]): ReadonlyMap<string, DebianPackage> =>
  new Map([
    ...all.flatMap((one) => one.provides.map((name) => [name, one] as const)),
    ...all.map((one) => [withoutArchitecture(one.name), one] as const),
  ])

/** Paths of these packages' files and directories as they lie on this machine, each once, in order. With them Python's compiled modules,
 * which a package makes when it is installed: without them each start would compile everything anew. */
export async function listFiles(packages: readonly DebianPackage[]): Promise<readonly string[]> {
  if (packages.length === 0) return []
  const text = await runCommand('dpkg-query', ['--listfiles', ...packages.map(({ name }) => name)])
  const paths = text.split('\n').filter((line) => line.startsWith('/') && line !== '/.')
  const real = new Set(paths.map(toRealPath))
  return [...real, ...[...real].map(toCompiled).filter((path) => path !== undefined)].filter(isThere).toSorted()
}

const directories = new Map<string, string>()

/** `/bin/sh` lies in `/usr/bin` here, and a directory `bin` in an image would hide the link `bin`. */
function toRealPath(path: string): string {
  const directory = dirname(path)
  const real = directories.get(directory) ?? realPathOr(directory)
  directories.set(directory, real)
  return join(real, basename(path))
}

function realPathOr(directory: string): string {
  try {
    return realpathSync(directory)
  } catch {
    return directory // not unpacked on this machine, as pages of the manual in small images
  }
}

function toCompiled(path: string): string | undefined {
  const version = /^\/usr\/lib\/python3\.(\d+)\/.*\.py$/.exec(path)?.[1]
  return version === undefined ? undefined : join(dirname(path), '__pycache__', `${basename(path, '.py')}.cpython-3${version}.pyc`)
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
