import { toUsername } from '../../domain/names.ts'
import type { Person, Role } from '../../domain/person.ts'
import { type TemporaryStore, temporaryStore } from '../../store/testing/temporary-store.ts'
import { type Accounts, openAccounts } from '../accounts.ts'

export interface TemporaryAccounts {
  readonly accounts: Accounts
  readonly open: TemporaryStore
  /** Makes a person with a password. */
  person(username: string, role?: Role): Promise<Person>
}

export const testPassword = 'correct horse battery'

/** Real accounts on a real store, for tests. For those who have to wait after wrong passwords no time passes. */
export async function temporaryAccounts(publicUrl = 'http://localhost:8000'): Promise<TemporaryAccounts> {
  const open = await temporaryStore()
  const accounts = await openAccounts({ ...open, publicUrl, now: () => 0 })
  const person = async (username: string, role: Role = 'experimenter'): Promise<Person> => {
    const { invitation } = await accounts.createPerson({ username, name: `Name of ${username}`, email: `${username}@example.org`, role })
    await accounts.acceptLink(new URL(invitation.url).hash.slice(1), testPassword)
    return open.store.people.get(toUsername(username))
  }
  return { accounts, open, person }
}
