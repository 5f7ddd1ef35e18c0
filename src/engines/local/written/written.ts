import { join } from 'node:path'
import type { WrittenFile, WrittenFiles } from '../../../domain/engine.ts'
import type { InstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { listLivingOtrees } from '../list-living.ts'
import { processPaths } from '../paths.ts'
import { listKept } from './kept.ts'
import { showPath } from './shown-path.ts'
import { type Found, measureWritten, type Steps, walkWritten } from './walk.ts'

/** Where files of one process lie. */
export interface WrittenPlace {
  readonly id: string
  readonly directory: string
  /** With what it is compared; null: all in it was written. */
  readonly release: string | null
}

const mostListed = 1_000
const mostSets = 100
/** Enough to list what is listed, also when most of it is folders. */
const stepsPerSet = 20_000

/** What the living processes of an instance have written, then what was kept of earlier ones, the newest first. */
export async function listWritten(context: Context, id: InstanceId): Promise<readonly WrittenFiles[]> {
  const { written } = pathsOf(context, id)
  const kept = (await listKept(written)).slice(0, mostSets)
  return [...(await listRunning(context, id)), ...(await Promise.all(kept.map((set) => toKept(written, set))))]
}

async function toKept(
  written: string,
  { id, files: fileCount, ...set }: Awaited<ReturnType<typeof listKept>>[number],
): Promise<WrittenFiles> {
  return { ...set, id, state: 'kept', fileCount, files: await listSome(join(written, id), { left: stepsPerSet }) }
}

async function listRunning(context: Context, id: InstanceId): Promise<readonly WrittenFiles[]> {
  const sets = await Promise.all((await runningPlaces(context, id)).map(toRunning))
  return sets.filter(({ fileCount, isComplete }) => fileCount > 0 || !isComplete)
}

async function toRunning({ id, directory, release, commit, since }: RunningPlace): Promise<WrittenFiles> {
  const files: WrittenFile[] = []
  const { files: fileCount, ...measure } = await measureWritten(directory, release, (file) => {
    if (files.length < mostListed) files.push(toFile(file))
  })
  return { ...measure, id, state: 'running', processId: id, commit, since, keptAt: null, fileCount, files: files.sort(byPath) }
}

interface RunningPlace extends WrittenPlace {
  readonly commit: string
  readonly since: string
}

async function runningPlaces(context: Context, id: InstanceId): Promise<readonly RunningPlace[]> {
  const paths = pathsOf(context, id)
  return (await listLivingOtrees(context, id)).map(({ record: { processId, commit, since, release } }) => {
    return { id: processId, commit, since, directory: processPaths(paths, processId).work, release: join(paths.releases, release) }
  })
}

/** Where to read: one set, or all. */
export async function findPlaces(context: Context, id: InstanceId, of: string | null): Promise<readonly WrittenPlace[]> {
  const { written } = pathsOf(context, id)
  const kept = (await listKept(written)).map((set): WrittenPlace => ({ id: set.id, directory: join(written, set.id), release: null }))
  return [...(await runningPlaces(context, id)), ...kept].filter((place) => of === null || place.id === of)
}

async function listSome(directory: string, steps: Steps): Promise<readonly WrittenFile[]> {
  const files: WrittenFile[] = []
  for await (const file of walkWritten(directory, null, steps)) {
    if (files.push(toFile(file)) >= mostListed) break
  }
  return files.sort(byPath)
}

const toFile = ({ path, stats }: Found): WrittenFile => ({ path: showPath(path), bytes: stats.size, modifiedAt: toTime(stats.mtimeMs) })

const byPath = (a: WrittenFile, b: WrittenFile): number => (a.path < b.path ? -1 : 1)

/** A project may claim any time for its files, also one that no calendar has. */
export function toTime(ms: number): string {
  const time = new Date(ms)
  return Number.isNaN(time.getTime()) || time.getFullYear() > 9999 || time.getFullYear() < 1970
    ? new Date(0).toISOString()
    : time.toISOString()
}
