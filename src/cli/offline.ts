import type { Accounts } from '../accounts/accounts.ts'
import { readSettings } from '../config/settings.ts'
import { isManagerError, type ManagerError } from '../domain/error.ts'
import { toUsername } from '../domain/names.ts'
import type { Action } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import type { Terminal } from './terminal.ts'

export interface Opened {
  readonly accounts: Accounts
  readonly toUsername: typeof toUsername
}

interface OfflineAction<T> {
  readonly terminal: Terminal
  readonly action: Action
  /** Whom it concerns. */
  readonly username: string
  readonly work: (opened: Opened) => Promise<T>
  /** Why the manager was not asked; thrown again when this is another machine's manager. */
  readonly unreachable: ManagerError
}

/** Does on the store itself what must be possible while the manager is down; audited like everything else. */
export async function withStore<T>({ terminal, action, username, work, unreachable }: OfflineAction<T>): Promise<T> {
  if (terminal.env.OTM_URL) throw unreachable
  // loaded late: no other command needs a database
  const [{ openStore }, { openAccounts }] = await Promise.all([import('../store/open-store.ts'), import('../accounts/accounts.ts')])
  const { dataDir, uidBase, publicUrl } = await readSettings({ env: terminal.env })
  const opened = await openStore({ dataDir, uidBase })
  try {
    const accounts = await openAccounts({ ...opened, publicUrl })
    return await audited(opened.store, { action, username }, () => work({ accounts, toUsername }))
  } finally {
    await opened.store.close()
  }
}

async function audited<T>(store: Store, { action, username }: { action: Action; username: string }, work: () => Promise<T>): Promise<T> {
  const entry = { who: 'server', action, thing: `person:${username.slice(0, 64)}`, by: 'server', from: null } as const
  try {
    const result = await work()
    await store.audit.add({ ...entry, result: 'allowed', detail: null })
    return result
  } catch (error) {
    await store.audit.add({ ...entry, result: 'failed', detail: isManagerError(error) ? error.code : 'internal' })
    throw error
  }
}
