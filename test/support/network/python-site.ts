import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../../src/lib/run-command.ts'
import { generations } from '../../../src/otree/versions.ts'

/** A university's own Python, offered in a list as uv reads it. */
export interface OfferedPython {
  /** e.g. `3.12` */
  readonly minor: string
  /** Serves the list at `/list.json`. */
  readonly site: RequestListener
}

/** Where pyenv keeps Pythons: hidden from machines in a university's network, so that what is made of one of them is no other's. */
export const pyenvVersions = join(homedir(), '.pyenv', 'versions')

/** Makes an archive like those of python-build-standalone of a Python that this machine has from pyenv alone.
 * @param directory  scratch space @param origin  where `site` will be reached @returns undefined: this machine has none */
export async function offerPython(directory: string, origin: string): Promise<OfferedPython | undefined> {
  const version = await findVersion()
  if (version === undefined) return undefined
  const minor = version.split('.').slice(0, 2).join('.')
  await copyPython(version, join(directory, 'python'))
  await makeRelocatable(join(directory, 'python', 'bin', `python${minor}`), join(pyenvVersions, version, 'lib'))
  const archive = join(directory, 'python.tar.gz')
  await runCommand('tar', ['-I', 'gzip -1', '-cf', archive, '-C', directory, 'python'], { timeoutMs: 60_000 })
  await rm(join(directory, 'python'), { recursive: true })
  const content = await readFile(archive)
  const list = JSON.stringify(
    toList(version, { url: `${origin}/python.tar.gz`, sha256: createHash('sha256').update(content).digest('hex') }),
  )
  return { minor, site: ({ url }, response) => void response.end(url === '/list.json' ? list : content) }
}

/** The best for oTree of those that the machine has nowhere else. */
async function findVersion(): Promise<string | undefined> {
  const there = await readdir(pyenvVersions).catch(() => [])
  const alone = generations[0].pythons.filter(
    (minor) => !existsSync(`/usr/bin/python${minor}`) && !existsSync(`/usr/local/bin/python${minor}`),
  )
  return alone.flatMap((minor) => there.filter((version) => version.startsWith(`${minor}.`)))[0]
}

const unneeded = /\/(site-packages|tests?|idlelib|tkinter|turtledemo|share)$|\.a$|\.opt-\d\.pyc$/

async function copyPython(version: string, to: string): Promise<void> {
  await mkdir(to)
  await cp(join(pyenvVersions, version), to, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    filter: (path) => !unneeded.test(path),
  })
}

/** Has it look for its library beside itself, as those do that are made to be moved. */
async function makeRelocatable(executable: string, libraries: string): Promise<void> {
  const content = await readFile(executable)
  const at = content.indexOf(`${libraries}\0`)
  if (at === -1) return // it needs no library of its own
  content.fill(0, at, at + libraries.length)
  content.write('$ORIGIN/../lib', at)
  await writeFile(executable, content)
}

const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' }

function toList(version: string, source: { readonly url: string; readonly sha256: string }): object {
  const family = architectures[process.arch] ?? process.arch
  const [major, minor, patch] = version.split('.').map(Number)
  const platform = { arch: { family, variant: null }, os: 'linux', libc: 'gnu' }
  const build = { name: 'cpython', major, minor, patch, prerelease: '', variant: null, build: '20260101' }
  return { [`cpython-${version}-linux-${family}-gnu`]: { ...build, ...platform, ...source } }
}
