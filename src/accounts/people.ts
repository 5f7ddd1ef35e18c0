import { faultAt } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import { toSkeleton } from '../domain/look-alike.ts'
import { toUsername, type Username } from '../domain/names.ts'
import type { Language, Person, PersonChange, Role } from '../domain/person.ts'
import type { Removal, Store } from '../domain/store.ts'
import { inTurn } from '../lib/in-turn.ts'

/** As what the audit log and operations name the machine's own command line and the manager itself (`server`), and what would be taken for nobody in particular. */
const reservedUsernames: ReadonlySet<string> = new Set(['server', 'anonymous', 'nobody'].map(toSkeleton))

export interface NewPerson {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Default 0. */
  readonly instanceQuota?: number | undefined
  /** Default: the browser's, and English in mails. */
  readonly language?: Language | null | undefined
}

/** What may be asked to be changed: what is undefined stays. */
export type AskedChange = { readonly [K in keyof PersonChange]?: PersonChange[K] | undefined }

/** Making and changing people. Each change is one transaction of the store, which keeps the last super-user. */
export class People {
  readonly #people: Store['people']
  readonly #inTurn = inTurn()

  constructor({ store }: { readonly store: Pick<Store, 'people'> }) {
    this.#people = store.people
  }

  /** @param mayCreate  asked before; no other person is made between its answer and this one
   * @throws ManagerError `invalid_input`, `name_reserved`, `name_taken` (also one that looks like it), `conflict` (the e-mail address is somebody else's) */
  create(input: NewPerson, mayCreate: () => Promise<void> = async () => undefined): Promise<Person> {
    return this.#inTurn(async () => {
      await mayCreate()
      const { name, email, role, instanceQuota = 0, language = null } = input
      return this.#people.create({ username: await this.#toNewUsername(input.username), name, email, role, instanceQuota, language })
    })
  }

  /** @throws ManagerError `not_found`, `conflict` (the last super-user, or somebody else's e-mail address) */
  update(username: Username, change: AskedChange): Promise<Person> {
    return this.#people.update(username, toGiven(change))
  }

  /** Whether `remove` would do it, were there no more instances but in the trash. @throws ManagerError `not_found`, `conflict` */
  assertMayRemove(username: Username, removal?: Removal): Promise<void> {
    return this.#people.assertMayRemove(username, removal)
  }

  /** Keys, tokens, links and sign-ins leave with them. @returns the instances that have a new owner
   * @throws ManagerError `not_found`, `conflict` (the last super-user, or instances that would have no owner) */
  remove(username: Username, removal?: Removal): Promise<readonly Instance[]> {
    return this.#people.remove(username, removal)
  }

  /** Who types `Berta` shall hear that there is a `berta`, rather than which letters are allowed. */
  async #toNewUsername(text: string): Promise<Username> {
    const other = text === text.toLowerCase() ? undefined : await this.#people.find(text.toLowerCase() as Username)
    if (other)
      throw faultAt('username', 'name_taken', `The username "${text}" looks like "${other.username}", which is taken. Choose another one.`)
    const username = toUsername(text)
    if (reservedUsernames.has(toSkeleton(username)))
      throw faultAt(
        'username',
        'name_reserved',
        `The username "${username}" is reserved: the audit log says so of others. Choose another one.`,
      )
    return username
  }
}

const toGiven = (change: AskedChange): PersonChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as PersonChange
