import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { closureOf, type DebianPackage, withoutArchitecture } from './debian-packages.ts'

/** One layer of an image: files of Debian's packages, a Python of pyenv below /usr/local, and files with a content of their own. */
export interface Layer {
  readonly name: string
  readonly packages: readonly DebianPackage[]
  /** Where pyenv keeps this Python, e.g. `…/.pyenv/versions/3.12.1`. */
  readonly pyenv?: string
  /** By path; a link's text begins with `-> `. */
  readonly files: Readonly<Record<string, string>>
}

export interface Image {
  readonly tag: string
  /** Names of layers, lowest first. */
  readonly layers: readonly string[]
  /** As the API of Docker calls them. */
  readonly config: { readonly Env: readonly string[] } & Readonly<Record<string, unknown>>
}

export interface Recipe {
  readonly layers: readonly Layer[]
  readonly images: readonly Image[]
  /** Versions of Python that there are images of, e.g. `3.12`. */
  readonly pythons: readonly string[]
  readonly postgres: string
}

const baseNames = [
  'base-files',
  'libc-bin',
  'dash',
  'coreutils',
  'findutils',
  'grep',
  'sed',
  'tar',
  'gzip',
  'ca-certificates',
  'tzdata',
  'git',
]
/** What the programs above name but do not need in a container; LLVM alone would be as much as all the rest. */
const unneeded =
  /^(perl|debconf|dpkg$|adduser|passwd|openssl$|liberror-perl|git-man|install-info|init-system|libllvm|postgresql.*-common$|ssl-cert)/
const directories = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** Beside Debian's own: an older and a newer one, where pyenv has them. */
const pyenvVersions = ['3.8', '3.12']

/** The images that can be made of what is installed here, without any registry. Nothing is known of any user but root and nobody.
 * @throws Error naming what is missing */
export function toRecipe(all: readonly DebianPackage[], pyenvs = findPyenvs()): Recipe {
  const debianPython = findName(all, /^python(3\.\d+)$/, 'python3')
  const postgres = findName(all, /^postgresql-(\d+)$/, 'postgresql')
  const base = closureOf(all, baseNames, unneeded)
  const above = (names: readonly string[], below: ReadonlySet<DebianPackage>): readonly DebianPackage[] =>
    [...closureOf(all, names, unneeded)].filter((one) => !below.has(one))
  const pythonPackages = above(['python3', `python${debianPython}`], base)
  const isLibrary = ({ name }: DebianPackage): boolean => !/python3/.test(name)
  const built = pyenvs.filter(({ version }) => version !== debianPython)
  return {
    pythons: [debianPython, ...built.map(({ version }) => version)],
    postgres,
    layers: [
      { name: 'base', packages: [...base], files: baseFiles },
      { name: 'libraries', packages: pythonPackages.filter(isLibrary), files: {} },
      { name: `python${debianPython}`, packages: pythonPackages.filter((one) => !isLibrary(one)), files: {} },
      ...built.map(toPyenvLayer),
      { name: 'postgres', packages: above([`postgresql-${postgres}`], base), files: postgresFiles },
    ],
    images: [debianPython, ...built.map(({ version }) => version)].map(toPythonImage).concat(toPostgresImage(postgres)),
  }
}

function findName(all: readonly DebianPackage[], pattern: RegExp, wanted: string): string {
  const found = all.flatMap(({ name }) => pattern.exec(withoutArchitecture(name))?.[1] ?? []).toSorted(byNumber)
  const last = found.at(-1)
  if (last === undefined) throw new Error(`Debian’s package ${wanted} is not installed, and images for Docker are made of it.`)
  return last
}

interface Pyenv {
  readonly version: string
  readonly directory: string
}

function findPyenvs(root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')): readonly Pyenv[] {
  const names = readNames(root)
  return pyenvVersions.flatMap((version) => {
    const newest = names
      .filter((name) => name.startsWith(`${version}.`))
      .toSorted(byNumber)
      .at(-1)
    return newest === undefined ? [] : [{ version, directory: join(root, newest) }]
  })
}

function readNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return [] // there is no pyenv
  }
}

const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true })

/** The loader looks into /usr/lib unasked: no LD_LIBRARY_PATH, which a clean environment would lack. */
const toPyenvLayer = ({ version, directory }: Pyenv): Layer => ({
  name: `python${version}`,
  packages: [],
  pyenv: directory,
  files: { [`usr/lib/libpython${version}.so.1.0`]: `-> ../local/lib/libpython${version}.so.1.0` },
})

const toPythonImage = (version: string): Image => ({
  tag: `otm-test/python:${version}`,
  layers: ['base', 'libraries', `python${version}`],
  config: { Env: [`PATH=${directories}`, 'LANG=C.UTF-8', `PYTHON_VERSION=${version}`], Cmd: ['python3'] },
})

/** With all that the official image does around the programs: an entry point, a volume, a signal. */
const toPostgresImage = (major: string): Image => ({
  tag: `otm-test/postgres:${major}`,
  layers: ['base', 'postgres'],
  config: {
    Env: [`PATH=${directories}:/usr/lib/postgresql/${major}/bin`, 'LANG=C.UTF-8', `PG_MAJOR=${major}`, 'PGDATA=/var/lib/postgresql/data'],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['postgres'],
    Volumes: { '/var/lib/postgresql/data': {} },
    StopSignal: 'SIGINT',
    ExposedPorts: { '5432/tcp': {} },
  },
})

const baseFiles = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  'etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
}

const postgresFiles = { 'usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\nexec "$@"\n' }
