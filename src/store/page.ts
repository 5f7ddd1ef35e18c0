import { ManagerError } from '../domain/error.ts'
import type { Page } from '../domain/store.ts'

/** @param rows one more than `limit` when there is a following page */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (last: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return { items, next: hasMore ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null }
}

/** @returns the key after which the page begins, null for the first page @throws ManagerError `invalid_input` */
export function fromCursor(cursor: string | null, length: number): readonly string[] | null {
  if (cursor === null) return null
  const key = parse(cursor)
  if (!Array.isArray(key) || key.length !== length) {
    throw new ManagerError('invalid_input', 'The cursor of this page is not one that was given out. Begin with the first page.')
  }
  return key.map(String)
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined // told by the caller, like a cursor of the wrong length
  }
}
