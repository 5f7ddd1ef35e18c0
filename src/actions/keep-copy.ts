import { access, mkdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { toDataLayout } from '../config/data-layout.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec } from '../domain/engine.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationId } from '../domain/operation.ts'
import type { Settings } from '../domain/settings.ts'
import { toCopyFile } from './kept-copies.ts'

interface Occasion {
  readonly operationId: OperationId
  readonly signal: AbortSignal
}

/** Writes all data to a file, once per operation: after a crash the database may be empty already, and the file is all that is left.
 * Nothing may write to the database meanwhile. @returns the file's place in the data directory */
export async function keepCopy({ settings, engine }: Deps, spec: InstanceSpec, { operationId, signal }: Occasion): Promise<string> {
  const file = toCopyFile(settings, spec.id, operationId)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  if (!(await exists(file))) await engine.dump(spec, file, signal)
  return relative(settings.dataDir, file)
}

/** Writes all data to a file that is needed during an operation only. @returns its path */
export async function writePassingCopy({ settings, engine }: Deps, spec: InstanceSpec, { operationId, signal }: Occasion): Promise<string> {
  const file = passingFile(settings, spec.id, operationId)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await engine.dump(spec, file, signal)
  return file
}

export async function removePassingCopy({ settings }: Pick<Deps, 'settings'>, id: InstanceId, operationId: OperationId): Promise<void> {
  await removeFile(passingFile(settings, id, operationId))
}

/** Of an operation that was undone. */
export async function forgetCopy({ settings }: Pick<Deps, 'settings'>, id: InstanceId, operationId: OperationId): Promise<void> {
  await removeFile(toCopyFile(settings, id, operationId))
}

/** With the directory, if nothing else is in it. */
async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true })
  await rmdir(dirname(file)).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error
  })
}

const passingFile = ({ dataDir }: Settings, id: InstanceId, operationId: OperationId): string =>
  join(toDataLayout(dataDir).backupsDir, id, `passing-${operationId}.dump`)

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
