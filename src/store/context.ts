import type { Kysely, Transaction } from 'kysely'
import type { Encryption } from './encryption.ts'
import type { StoreSchema } from './schema.ts'

/** What every noun's store works with. */
export interface StoreContext {
  readonly database: Kysely<StoreSchema>
  readonly encryption: Encryption
  readonly now: () => Date
  /** Instances get uids from here on. */
  readonly uidBase: number
}

export type Connection = Kysely<StoreSchema> | Transaction<StoreSchema>

export const toTime = (date: Date): string => date.toISOString()
export const toFlag = (value: boolean): number => (value ? 1 : 0)

/** Reads JSON that the store itself wrote. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T
