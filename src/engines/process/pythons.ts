import { access, constants, readdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Settings } from '../../domain/settings.ts'
import { runToEnd } from '../../lib/run-command.ts'
import { type Python, probeScript, toMinor } from '../local/environments/python.ts'
import { toolsDirectory } from '../local/tools.ts'
import type { SandboxKind } from './sandbox.ts'

export interface PythonSearch {
  readonly settings: Pick<Settings, 'dataDir' | 'pythons'>
  readonly sandboxKind: SandboxKind
}

/** The machine's interpreter of this minor version that instances can run; undefined when there is none. */
export async function findPython(minor: string, search: PythonSearch): Promise<Python | undefined> {
  for (const file of await candidates(search.settings)) {
    if (!mayBe(file, minor)) continue
    const python = await probe(file)
    if (python && toMinor(python.version) === minor && (await isReachable(python, search.sandboxKind))) return python
  }
  return undefined
}

/** All minor versions that instances can run, newest first, e.g. `['3.13', '3.12']`. */
export async function listPythons(search: PythonSearch): Promise<string[]> {
  const found = await Promise.all((await candidates(search.settings)).map((file) => probe(file)))
  const reachable = await Promise.all(
    found.map(async (python) => (python && (await isReachable(python, search.sandboxKind)) ? python : undefined)),
  )
  const minors = new Set(reachable.flatMap((python) => (python ? [toMinor(python.version)] : [])))
  return [...minors].filter((minor) => minor.startsWith('3.')).sort((a, b) => Number(b.slice(2)) - Number(a.slice(2)))
}

/** Files that may be interpreters, best first: the settings', PATH's, pyenv's, those that uv installed for us. */
async function candidates({ dataDir, pythons }: PythonSearch['settings']): Promise<string[]> {
  const path = (process.env.PATH ?? '').split(':').filter((directory) => directory !== '' && !directory.includes('/shims'))
  const trees = [join(homedir(), '.pyenv', 'versions'), installedPythons(toolsDirectory({ dataDir }))]
  const directories = [
    ...pythons.flatMap((python) => [python, join(python, 'bin')]),
    ...path,
    ...['/usr/bin', '/usr/local/bin'],
    ...(await Promise.all(trees.map(listTree))).flat(),
  ]
  const configured = await Promise.all(pythons.map(async (python) => ((await isFile(python)) ? [python] : [])))
  const files = await Promise.all([...new Set(directories)].map(interpreters))
  return [...new Set([...configured.flat(), ...files.flat()])]
}

/** Where `uv python install` puts interpreters for us. */
export const installedPythons = (tools: string): string => join(tools, 'pythons')

async function listTree(tree: string): Promise<string[]> {
  const names = (await readdir(tree).catch(() => [])).filter((name) => !name.startsWith('.'))
  const newestFirst = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return newestFirst.map((name) => join(tree, name, 'bin'))
}

async function interpreters(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => [])
  return names
    .filter((name) => /^python3(\.\d+)?$/.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => join(directory, name))
}

/** Spares asking interpreters whose name says that they are of another version. */
function mayBe(file: string, minor: string): boolean {
  const named = /^python(3\.\d+)$/.exec(basename(file))?.[1]
  return named === undefined || named === minor
}

const probed = z.tuple([z.array(z.number()).length(3), z.string().startsWith('/'), z.string().startsWith('/'), z.string()])

async function probe(file: string): Promise<Python | undefined> {
  try {
    const { exitCode, stdout } = await runToEnd(file, ['-I', '-S', '-c', probeScript], { timeoutMs: 10_000, env: { LANG: 'C.UTF-8' } })
    if (exitCode !== 0) return undefined
    const [version, home, executable, build] = probed.parse(JSON.parse(stdout))
    return { executable: await realpath(executable), home: await realpath(home), version: version.join('.'), build, image: null }
  } catch {
    return undefined // no interpreter, or one that does not run
  }
}

/** As root without bubblewrap, instances reach an interpreter only through directories that are open to all. With it, it is mounted. */
async function isReachable({ executable, home }: Python, { asRoot, bubblewrap }: SandboxKind): Promise<boolean> {
  if (!asRoot || bubblewrap !== null) return access(executable, constants.X_OK).then(() => true)
  for (let directory = home; directory !== '/'; directory = dirname(directory)) {
    if (((await stat(directory)).mode & 0o001) === 0) return false
  }
  return true
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  )
