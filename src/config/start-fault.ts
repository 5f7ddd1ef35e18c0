import { isManagerError, ManagerError } from '../domain/error.ts'

/** Why a manager cannot start, in words for whoever is at the terminal: what the system says of a full disk or a data directory that
 * cannot be written is put into a sentence. Everything else, a fault of ours, stays as it is. */
export function toStartFault(error: unknown, dataDir: string): unknown {
  if (isManagerError(error)) return error
  const code = toSystemCode(error)
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return fault(
      error,
      'disk_full',
      `The disk with the data directory ${dataDir} is full, so nothing can be written. Free some space there`,
    )
  }
  if (['EROFS', 'EACCES', 'EPERM'].includes(code)) {
    return fault(error, 'data_unusable', `The data directory ${dataDir} cannot be written (${code}). Make it writable for this user`)
  }
  if (['ENOTDIR', 'EEXIST', 'ELOOP'].includes(code)) {
    return fault(
      error,
      'data_unusable',
      `The data directory ${dataDir}, or something in it, is not a directory (${code}). Move it out of the way`,
    )
  }
  return error
}

const fault = (cause: unknown, code: 'disk_full' | 'data_unusable', words: string): ManagerError =>
  new ManagerError(code, `${words}, or set OTM_DATA_DIR to another directory, and start again.`, {}, { cause })

/** Programs that we run say it in their output, SQLite with numbers of its own. */
function toSystemCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  const sqlite = typeof errcode === 'number' ? errcode & 0xff : null
  if (sqlite === sqliteFull || /no space left on device|disk quota exceeded/i.test(error.message)) return 'ENOSPC'
  if (sqlite === sqliteReadOnly || sqlite === sqliteCannotOpen) return 'EACCES'
  return String(code)
}

const sqliteReadOnly = 8
const sqliteFull = 13
const sqliteCannotOpen = 14
