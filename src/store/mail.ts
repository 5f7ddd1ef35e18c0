import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { MailStore, MailTemplate, QueuedMail } from '../domain/mail.ts'
import { newId } from '../lib/ids.ts'
import { type StoreContext, toTime } from './context.ts'
import type { MailRow, StoreSchema } from './schema.ts'
import { hashSecret } from './secret-hash.ts'

const keptAfterwardsMs = 30 * 24 * 3600_000

/** Mails on their way out. `sent` and `void` ones (whose link does not work any more) have no content. */
export function createMailStore({ database, encryption, now }: StoreContext): MailStore {
  const purposeOf = (id: string): string => `mail:${id}`
  const waiting = (except: readonly string[]) =>
    database
      .selectFrom('mail')
      .where('state', '=', 'waiting')
      .where('id', 'not in', [...except, ''])
      .where((mail) => mail.not(hasDeadLink(mail, toTime(now()))))
  return {
    add: async ({ to, template, message, linkSecret }) => {
      const id = newId('m', 16)
      const at = toTime(now())
      const linkHash = linkSecret === null ? null : hashSecret(linkSecret)
      const begin = { state: 'waiting', attempts: 0, reason: null, createdAt: at, nextAttemptAt: at, sentAt: null }
      const sealedMessage = encryption.seal(message, purposeOf(id))
      await database
        .insertInto('mail')
        .values({ id, to, template, linkHash, sealedMessage, ...begin })
        .execute()
    },
    due: async (limit, except) => {
      const rows = await waiting(except)
        .select(['id', 'sealedMessage', 'attempts', 'createdAt'])
        .where('nextAttemptAt', '<=', toTime(now()))
        .orderBy('nextAttemptAt')
        .limit(limit)
        .execute()
      return rows.map(({ sealedMessage, ...row }) => ({ ...row, message: encryption.open(sealedMessage ?? '', purposeOf(row.id)) }))
    },
    nextDueAt: async (except) =>
      (await waiting(except).select('nextAttemptAt').orderBy('nextAttemptAt').limit(1).executeTakeFirst())?.nextAttemptAt ?? null,
    isWanted: async (id) => (await waiting([]).select('id').where('id', '=', id).executeTakeFirst()) !== undefined,
    noteSent: async (id) => {
      const gone = { state: 'sent', sealedMessage: null, reason: null, nextAttemptAt: null, sentAt: toTime(now()) }
      await database.updateTable('mail').set(gone).set(oneMore).where('id', '=', id).execute()
    },
    noteFailed: async (id, { reason, nextAttemptAt }) => {
      const state = nextAttemptAt === null ? 'failed' : 'waiting'
      await database
        .updateTable('mail')
        .set({ state, reason, nextAttemptAt })
        .set(oneMore)
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute()
    },
    list: async () => {
      const rows = await database
        .selectFrom('mail')
        .select(['id', 'to', 'template', 'state', 'attempts', 'createdAt', 'nextAttemptAt', 'reason'])
        .where('state', 'in', ['waiting', 'failed'])
        .where((mail) => mail.not(hasDeadLink(mail, toTime(now()))))
        .orderBy('createdAt')
        .execute()
      return rows.map(toQueuedMail)
    },
    lastSentAt: async () =>
      (await database.selectFrom('mail').select('sentAt').where('state', '=', 'sent').orderBy('sentAt', 'desc').limit(1).executeTakeFirst())
        ?.sentAt ?? null,
    retry: async (id) => {
      let query = database
        .updateTable('mail')
        .set({ state: 'waiting', nextAttemptAt: toTime(now()) })
        .where('state', 'in', ['waiting', 'failed'])
        .where((mail) => mail.not(hasDeadLink(mail, toTime(now()))))
      if (id !== null) query = query.where('id', '=', id)
      return Number((await query.executeTakeFirst()).numUpdatedRows)
    },
    tidy: async () => {
      await database
        .updateTable('mail')
        .set({ state: 'void', sealedMessage: null, nextAttemptAt: null })
        .where('state', 'in', ['waiting', 'failed'])
        .where((mail) => hasDeadLink(mail, toTime(now())))
        .execute()
      const old = toTime(new Date(now().getTime() - keptAfterwardsMs))
      await database.deleteFrom('mail').where('createdAt', '<', old).where('state', '!=', 'waiting').execute()
    },
  }
}

const oneMore = { attempts: sql<number>`attempts + 1` }

/** It carries a link that is used, voided or over. */
function hasDeadLink({ and, eb, not, exists, selectFrom }: ExpressionBuilder<StoreSchema, 'mail'>, at: string) {
  const living = selectFrom('oneTimeLink')
    .select('oneTimeLink.hash')
    .whereRef('oneTimeLink.hash', '=', 'mail.linkHash')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
  return and([eb('mail.linkHash', 'is not', null), not(exists(living))])
}

type ListedRow = Pick<Selectable<MailRow>, 'id' | 'to' | 'template' | 'state' | 'attempts' | 'createdAt' | 'nextAttemptAt' | 'reason'>

const toQueuedMail = (row: ListedRow): QueuedMail => ({
  ...row,
  template: row.template as MailTemplate,
  state: row.state as QueuedMail['state'],
})
