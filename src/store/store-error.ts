import { ManagerError } from '../domain/error.ts'

const sqliteFull = 13
const sqliteCorrupt = 11
const sqliteNotADatabase = 26
const sqliteConstraint = 19

/** Says in words what a person can mend; everything else stays as SQLite threw it. */
export function toStoreError(error: unknown, file: string): unknown {
  switch (primaryCode(error)) {
    case sqliteFull:
      return new ManagerError(
        'disk_full',
        'The disk that holds the data directory is full, so nothing can be saved. Free some space and try again.',
        {},
        {
          cause: error,
        },
      )
    case sqliteCorrupt:
    case sqliteNotADatabase:
      return new ManagerError(
        'data_unusable',
        `The manager's database (${file}) is damaged or is no database. Put back a copy, e.g. the newest one in store-backups/ of the data directory.`,
        {},
        { cause: error },
      )
    default:
      return error
  }
}

/** Whether SQLite refused because a value that must be unique is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  primaryCode(error) === sqliteConstraint && error instanceof Error && error.message.includes('UNIQUE')

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}
