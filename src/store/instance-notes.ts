import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Connection, StoreContext } from './context.ts'

export async function getNotes(connection: Connection, instanceId: InstanceId): Promise<string> {
  const row = await connection.selectFrom('instanceNotes').select('text').where('instanceId', '=', instanceId).executeTakeFirst()
  return row?.text ?? ''
}

interface NotesChange {
  readonly text: string
  /** What they were when somebody began to write. */
  readonly before?: string | undefined
}

/** In one go, so that of two who write at once the second is told instead of undoing what the first wrote. */
export function setNotes({ database }: StoreContext, instanceId: InstanceId, { text, before }: NotesChange): Promise<void> {
  return database.transaction().execute(async (connection) => {
    if (before !== undefined && (await getNotes(connection, instanceId)) !== before) throw changedMeanwhile()
    await connection
      .insertInto('instanceNotes')
      .values({ instanceId, text })
      .onConflict((conflict) => conflict.column('instanceId').doUpdateSet({ text }))
      .execute()
  })
}

const changedMeanwhile = (): ManagerError =>
  new ManagerError(
    'conflict',
    'Somebody else changed the notes while you wrote. Nothing was changed. Copy what you wrote, load the page again, and add it there.',
  )
