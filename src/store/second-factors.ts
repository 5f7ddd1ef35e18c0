import type { SecondFactorStore } from '../domain/second-factor.ts'
import { type Connection, type StoreContext, toTime } from './context.ts'

/** Secrets are sealed, recovery codes come hashed. */
export function createSecondFactorStore({ database, encryption, now }: StoreContext): SecondFactorStore {
  return {
    find: async (userId) => {
      const row = await database.selectFrom('secondFactor').selectAll().where('userId', '=', userId).executeTakeFirst()
      return row && { userId, secret: encryption.open(row.sealedSecret, purposeOf(userId)), createdAt: row.createdAt }
    },
    listOwners: async () => (await database.selectFrom('secondFactor').select('userId').execute()).map(({ userId }) => userId),
    set: async ({ userId, secret, step, codeHashes }) => {
      const sealedSecret = encryption.seal(secret, purposeOf(userId))
      await database.transaction().execute(async (transaction) => {
        await removeAll(transaction, userId)
        const row = { userId, sealedSecret, createdAt: toTime(now()), lastStep: step }
        await transaction.insertInto('secondFactor').values(row).execute()
        await insertCodes(transaction, userId, codeHashes)
      })
    },
    takeStep: async (userId, step) => {
      const { numUpdatedRows } = await database
        .updateTable('secondFactor')
        .set({ lastStep: step })
        .where('userId', '=', userId)
        .where('lastStep', '<', step)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    setRecoveryCodes: (userId, hashes) =>
      database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
        await insertCodes(transaction, userId, hashes)
      }),
    takeRecoveryCode: async (userId, hash) => {
      const taken = database.deleteFrom('recoveryCode').where('userId', '=', userId).where('hash', '=', hash)
      return (await taken.executeTakeFirst()).numDeletedRows > 0n
    },
    countRecoveryCodes: async (userId) =>
      (await database.selectFrom('recoveryCode').select('hash').where('userId', '=', userId).execute()).length,
    remove: (userId) => database.transaction().execute((transaction) => removeAll(transaction, userId)),
  }
}

const purposeOf = (userId: string): string => `second-factor:${userId}`

async function removeAll(transaction: Connection, userId: string): Promise<void> {
  await transaction.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
  await transaction.deleteFrom('secondFactor').where('userId', '=', userId).execute()
}

async function insertCodes(transaction: Connection, userId: string, hashes: readonly string[]): Promise<void> {
  await transaction
    .insertInto('recoveryCode')
    .values(hashes.map((hash) => ({ hash, userId })))
    .execute()
}
