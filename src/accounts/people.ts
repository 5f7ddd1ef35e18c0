import { ManagerError } from '../domain/error.ts'
import { toUsername, type Username } from '../domain/names.ts'
import type { Person, Role } from '../domain/person.ts'
import type { Store } from '../domain/store.ts'
import { inTurn } from '../lib/in-turn.ts'
import type { LateAuth } from './auth.ts'

export interface NewPerson {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

export interface PersonChange {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly role?: Role | undefined
  readonly active?: boolean | undefined
}

interface PeopleDeps {
  readonly auth: LateAuth
  readonly store: Pick<Store, 'people' | 'instances'>
}

/** Making, changing and removing people; one after the other, so that two requests at once cannot remove the last super-user. */
export class People {
  readonly #auth: LateAuth
  readonly #store: PeopleDeps['store']
  readonly #inTurn = inTurn()

  constructor({ auth, store }: PeopleDeps) {
    this.#auth = auth
    this.#store = store
  }

  /** @throws ManagerError `invalid_input`, `name_taken`, `conflict` (the e-mail address is somebody else's) */
  create(input: NewPerson, mayCreate: () => Promise<void> = async () => undefined): Promise<Person> {
    return this.#inTurn(async () => {
      await mayCreate()
      const username = toUsername(input.username)
      await this.#assertFree(username, input.email)
      const { internalAdapter } = await (await this.#auth()).$context
      const user = { username, name: input.name, email: input.email.toLowerCase(), emailVerified: true, role: input.role }
      await internalAdapter.createUser(user, { method: 'admin' })
      return this.#store.people.get(username)
    })
  }

  /** @throws ManagerError `not_found`, `conflict` */
  update(username: Username, change: PersonChange): Promise<Person> {
    return this.#inTurn(async () => {
      const person = await this.#store.people.get(username)
      const losesPower = change.role === 'experimenter' || change.active === false
      if (losesPower) await this.#assertNotLastSuperUser(person)
      if (change.email) await this.#assertEmailFree(change.email, username)
      const { internalAdapter } = await (await this.#auth()).$context
      await internalAdapter.updateUser(person.id, toColumns(change))
      if (change.active === false) await internalAdapter.deleteUserSessions(person.id)
      return this.#store.people.get(username)
    })
  }

  /** Keys, tokens and links leave with them (the store sees to that). @throws ManagerError `not_found`, `conflict` (owns instances, or is the last super-user) */
  remove(username: Username): Promise<void> {
    return this.#inTurn(async () => {
      const person = await this.#store.people.get(username)
      await this.#assertNotLastSuperUser(person)
      await this.#assertOwnsNothing(username)
      const { internalAdapter } = await (await this.#auth()).$context
      await internalAdapter.deleteUser(person.id)
    })
  }

  async #assertFree(username: Username, email: string): Promise<void> {
    if (await this.#store.people.find(username)) {
      throw new ManagerError('name_taken', `The username "${username}" is taken. Choose another one.`)
    }
    await this.#assertEmailFree(email, username)
  }

  async #assertEmailFree(email: string, username: Username): Promise<void> {
    const other = await this.#store.people.findByEmail(email.toLowerCase())
    if (other && other.username !== username) {
      throw new ManagerError(
        'conflict',
        `The e-mail address ${email} belongs to "${other.username}". Every person has an address of their own.`,
      )
    }
  }

  async #assertNotLastSuperUser(person: Person): Promise<void> {
    if (person.role !== 'super-user' || !person.active) return
    const others = (await this.#store.people.list()).filter(
      (other) => other.role === 'super-user' && other.active && other.id !== person.id,
    )
    if (others.length > 0) return
    throw new ManagerError('conflict', `"${person.username}" is the last super-user. Make somebody else a super-user first.`)
  }

  async #assertOwnsNothing(username: Username): Promise<void> {
    const owned = await this.#store.instances.list({ owner: username, withTrashed: true })
    if (owned.length === 0) return
    const names = owned.map(({ name, state }) => (state === 'trashed' ? `${name} (in the trash)` : name)).join(', ')
    throw new ManagerError(
      'conflict',
      `"${username}" owns instances: ${names}. A person who owns instances cannot be deleted; deactivate them instead.`,
    )
  }
}

function toColumns({ name, email, role, active }: PersonChange): Record<string, unknown> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(role === undefined ? {} : { role }),
    ...(active === undefined ? {} : { banned: !active }),
    updatedAt: new Date(),
  }
}
