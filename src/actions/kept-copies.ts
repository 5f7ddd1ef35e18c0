import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { toDataLayout } from '../config/data-layout.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationId } from '../domain/operation.ts'
import type { Settings } from '../domain/settings.ts'

/** A copy of all data of an instance, as `pg_dump --format=custom` writes it, made before something that deletes them. */
export interface KeptCopy {
  /** Of the operation that made it, by which it is asked for. */
  readonly id: OperationId
  readonly why: 'reset-database'
  readonly madeAt: string
  readonly bytes: number
}

type Place = Pick<Settings, 'dataDir'>

const fileName = /^before-reset-(o[a-z2-7]{12})\.dump$/

const directoryOf = ({ dataDir }: Place, id: InstanceId): string => join(toDataLayout(dataDir).backupsDir, id)

export const toCopyFile = (place: Place, id: InstanceId, operationId: OperationId): string =>
  join(directoryOf(place, id), `before-reset-${operationId}.dump`)

/** Newest first. They are kept for as long as there is the instance. */
export async function listCopies(place: Place, id: InstanceId): Promise<readonly KeptCopy[]> {
  const names = await readdir(directoryOf(place, id)).catch(unlessMissing)
  const copies = await Promise.all(names.map((name) => toCopy(place, id, name)))
  return copies.filter((copy) => copy !== null).sort((a, b) => b.madeAt.localeCompare(a.madeAt))
}

async function toCopy(place: Place, id: InstanceId, name: string): Promise<KeptCopy | null> {
  const operationId = fileName.exec(name)?.[1]
  const found = operationId === undefined ? undefined : await stat(join(directoryOf(place, id), name)).catch(() => undefined)
  if (operationId === undefined || !found?.isFile()) return null
  return { id: operationId, why: 'reset-database', madeAt: found.mtime.toISOString(), bytes: found.size }
}

/** @throws ManagerError `not_found` */
export async function readCopy(
  place: Place,
  id: InstanceId,
  copyId: string,
): Promise<{ readonly copy: KeptCopy; readonly content: Readable }> {
  const copy = await getCopy(place, id, copyId)
  return { copy, content: createReadStream(toCopyFile(place, id, copy.id)) }
}

/** One of them, for good. Nothing may be done to the instance meanwhile: what a reset goes by after a crash is its copy. @throws ManagerError `not_found` */
export async function removeCopy(place: Place, id: InstanceId, copyId: string): Promise<void> {
  const copy = await getCopy(place, id, copyId)
  await rm(toCopyFile(place, id, copy.id), { force: true })
  await rmdir(directoryOf(place, id)).catch(() => undefined) // unless there are others
}

async function getCopy(place: Place, id: InstanceId, copyId: string): Promise<KeptCopy> {
  const copy = (await listCopies(place, id)).find((kept) => kept.id === copyId)
  if (!copy) throw new ManagerError('not_found', `There is no copy "${copyId.slice(0, 40)}". Look at the list of copies for its id.`)
  return copy
}

/** They belong to what people call by the name, which another instance has from now on. Done twice is done once. */
export async function moveCopies(place: Place, from: InstanceId, to: InstanceId): Promise<void> {
  const copies = await listCopies(place, from)
  if (copies.length > 0) await mkdir(directoryOf(place, to), { recursive: true, mode: 0o700 })
  for (const { id } of copies) await rename(toCopyFile(place, from, id), toCopyFile(place, to, id))
}

/** All of them, for good. */
export const removeCopies = (place: Place, id: InstanceId): Promise<void> => rm(directoryOf(place, id), { recursive: true, force: true })

function unlessMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
