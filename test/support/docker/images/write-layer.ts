import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand } from '../../../../src/lib/run-command.ts'
import { listFiles } from './debian-packages.ts'
import type { Layer } from './recipe.ts'

const left = ['doc', 'man', 'locale', 'i18n', 'info', 'lintian', 'bug', 'perl5'].map((name) => `/usr/share/${name}/`)
/** The same as in Debian's packages, and what PostgreSQL would need LLVM for: without these files it knows that it has to do without. */
const isLeftOut = (path: string): boolean => left.some((start) => path.startsWith(start)) || /\/(bitcode|llvmjit)/.test(path)

/** Packages make it when they are installed, so that it is none of their files. */
const certificates = '/etc/ssl/certs/ca-certificates.crt'

/** Writes a layer's tar. @param directory  where files may be made meanwhile */
export async function writeLayer(layer: Layer, tarFile: string, directory: string): Promise<void> {
  const paths = (await listFiles(layer.packages)).filter((path) => !isLeftOut(path))
  const all = layer.name === 'base' ? [...paths, certificates] : paths
  const list = join(directory, `${layer.name}.list`)
  await writeFile(list, all.map((path) => `${path.slice(1)}\0`).join(''))
  await tar(tarFile, '--create', '--directory', '/', '--no-recursion', '--null', '--files-from', list)
  if (layer.pyenv !== undefined) await addPyenv(tarFile, layer.pyenv)
  await addFiles(tarFile, layer.files, join(directory, `${layer.name}.files`))
}

const tar = (file: string, ...args: readonly string[]): Promise<string> =>
  runCommand('tar', ['--file', file, '--owner=0', '--group=0', '--numeric-owner', ...args], { timeoutMs: 120_000 })

/** Nothing of what only serves to build or to test Python, and none of the packages that somebody installed. */
const excluded = [
  'test',
  'tests',
  '*.a',
  '*.opt-?.pyc',
  'idlelib',
  'tkinter',
  'lib2to3',
  'turtledemo',
  'config-3*',
  'site-packages/*',
  'pkgconfig',
  'bin/*-config',
  'bin/pip*',
  'bin/2to3*',
  'bin/idle*',
  'bin/pydoc*',
]

const addPyenv = (tarFile: string, directory: string): Promise<string> =>
  tar(
    tarFile,
    '--append',
    '--directory',
    directory,
    ...excluded.map((one) => `--exclude=${one}`),
    '--transform=flags=r;s,^,usr/local/,',
    'bin',
    'lib',
  )

async function addFiles(tarFile: string, files: Readonly<Record<string, string>>, directory: string): Promise<void> {
  await mkdir(directory)
  for (const [path, content] of Object.entries(files)) await addFile(join(directory, path), content)
  if (Object.keys(files).length > 0) await tar(tarFile, '--append', '--directory', directory, ...Object.keys(files))
  await rm(directory, { recursive: true })
}

async function addFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  if (content.startsWith('-> ')) return symlink(content.slice(3), path)
  await writeFile(path, content)
  await chmod(path, content.startsWith('#!') ? 0o755 : 0o644)
}
