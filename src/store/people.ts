import { ManagerError } from '../domain/error.ts'
import type { Username } from '../domain/names.ts'
import { languages, type Person, themes } from '../domain/person.ts'
import type { PersonStore } from '../domain/store.ts'
import { createPerson, getRemovable, removePerson, updatePerson } from './change-people.ts'
import type { Connection, StoreContext } from './context.ts'

/** People as better-auth keeps them. Its column `role` holds our roles as they are; `credential` accounts hold passwords. */
export function createPersonStore(context: StoreContext): PersonStore {
  const { database } = context
  const select = selectPeople(database)
  const find: PersonStore['find'] = async (username) => {
    const row = await select.where('username', '=', username).executeTakeFirst()
    return row && toPerson(row)
  }
  const get: PersonStore['get'] = async (username) => (await find(username)) ?? missing(username)
  return {
    find,
    get,
    findById: async (id) => {
      const row = await select.where('user.id', '=', id).executeTakeFirst()
      return row && toPerson(row)
    },
    findByEmail: async (email) => {
      const row = await select.where('email', '=', email.toLowerCase()).executeTakeFirst()
      return row && toPerson(row)
    },
    list: async () => (await select.orderBy('username').execute()).map(toPerson),
    countSuperUsers: async () =>
      (await select.execute()).map(toPerson).filter((person) => person.role === 'super-user' && person.active).length,
    create: async (person) => {
      await createPerson(context, person)
      return get(person.username)
    },
    update: async (username, change) => {
      await updatePerson(context, username, change)
      return get(username)
    },
    assertMayRemove: async (username, removal) => {
      await getRemovable(database, username, removal)
    },
    remove: (username, removal) => removePerson(context, username, removal),
  }
}

const selectPeople = (database: Connection) =>
  database
    .selectFrom('user')
    .select(['id', 'username', 'name', 'email', 'role', 'banned', 'language', 'theme', 'instanceQuota', 'createdAt'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('account')
          .select('account.id')
          .whereRef('account.userId', '=', 'user.id')
          .where('providerId', '=', 'credential')
          .where('password', 'is not', null),
      ).as('hasPassword'),
    )
    .where('username', 'is not', null)

interface PersonRow {
  readonly id: string
  readonly username: string | null
  readonly name: string
  readonly email: string
  readonly role: string | null
  readonly banned: number | null
  readonly language: string | null
  readonly theme: string | null
  readonly instanceQuota: number
  readonly createdAt: string
  readonly hasPassword: unknown
}

const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  username: row.username as Username,
  name: row.name,
  email: row.email,
  role: row.role === 'super-user' ? 'super-user' : 'experimenter',
  active: row.banned !== 1,
  hasPassword: Boolean(row.hasPassword),
  language: languages.find((language) => language === row.language) ?? null,
  theme: themes.find((theme) => theme === row.theme) ?? null,
  instanceQuota: row.instanceQuota,
  createdAt: row.createdAt,
})

function missing(username: string): never {
  throw new ManagerError('not_found', `There is no person with the username "${username}". Look at the list of people.`)
}
