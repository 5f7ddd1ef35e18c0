import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { resourcePath } from '../../../../src/lib/resources.ts'
import { runCommand } from '../../../../src/lib/run-command.ts'
import { readInstalledPackages } from './debian-packages.ts'
import { type Image, type Recipe, toRecipe } from './recipe.ts'
import { writeLayer } from './write-layer.ts'

const here = import.meta.dirname
const cache = resourcePath('.cache', 'docker-images')
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

export interface ImageArchive {
  /** What `docker load` reads, and Podman too. */
  readonly file: string
  readonly recipe: Recipe
}

/** An archive with the images of this machine, made now or earlier: it is made anew when a package or the recipe changes. */
export async function getImageArchive(): Promise<ImageArchive> {
  const recipe = toRecipe(await readInstalledPackages())
  const name = `${await hashOf(recipe)}.tar`
  const file = join(cache, name)
  if (!existsSync(file)) await make(recipe, file)
  return { file, recipe }
}

async function hashOf(recipe: Recipe): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(recipe))
  const sources = (await readdir(here)).filter((name) => !name.includes('.test.')).toSorted()
  for (const name of sources) hash.update(await readFile(join(here, name)))
  return hash.digest('hex').slice(0, 16)
}

async function make(recipe: Recipe, file: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const directory = await mkdtemp(join(cache, 'new-'))
  try {
    const digests = await writeLayers(recipe, directory)
    for (const image of recipe.images) await writeFile(join(directory, toConfigName(image)), JSON.stringify(toConfig(image, digests)))
    await writeFile(join(directory, 'manifest.json'), JSON.stringify(recipe.images.map(toManifest)))
    const members = ['manifest.json', ...recipe.images.map(toConfigName), ...recipe.layers.map(({ name }) => `${name}.tar`)]
    await runCommand('tar', ['--create', '--file', 'all.tar', ...members], { cwd: directory, timeoutMs: 120_000 })
    await removeOlder()
    await rename(join(directory, 'all.tar'), file)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function removeOlder(): Promise<void> {
  const older = (await readdir(cache)).filter((name) => name.endsWith('.tar'))
  await Promise.all(older.map((name) => rm(join(cache, name), { force: true })))
}

async function writeLayers(recipe: Recipe, directory: string): Promise<ReadonlyMap<string, string>> {
  const digests = recipe.layers.map(async (layer) => {
    const file = join(directory, `${layer.name}.tar`)
    await writeLayer(layer, file, directory)
    return [layer.name, await digestOf(file)] as const
  })
  return new Map(await Promise.all(digests))
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return `sha256:${hash.digest('hex')}`
}

const toConfigName = ({ tag }: Image): string => `${tag.replaceAll(/[/:]/g, '-')}.json`

const toManifest = (image: Image): object => ({
  Config: toConfigName(image),
  RepoTags: [image.tag],
  Layers: image.layers.map((name) => `${name}.tar`),
})

const toConfig = (image: Image, digests: ReadonlyMap<string, string>): object => ({
  architecture: architectures[process.arch] ?? process.arch,
  os: 'linux',
  created: '2026-01-01T00:00:00Z',
  config: image.config,
  rootfs: { type: 'layers', diff_ids: image.layers.map((name) => digests.get(name)) },
})
