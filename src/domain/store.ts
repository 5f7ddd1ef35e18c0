import type { Deployment, DeploymentId, DeploymentSummary, DeploymentWithoutLock, Inspection } from './deployment.ts'
import type { EngineKind } from './engine-kind.ts'
import type { Helper, HelperRole } from './helper.ts'
import type { Instance, InstanceSecrets, InstanceState } from './instance.ts'
import type { SettingsChange } from './instance-settings.ts'
import type { InstanceId, InstanceName, Username } from './names.ts'
import type { Operation, OperationId, StepRecord } from './operation.ts'
import type { ApiToken, AskedAction, AuditEntry, AuditFilter, DeployKey, NewAuditEntry, NewPerson, Person, PersonChange } from './person.ts'
import type { VariableFact, Variables } from './variables.ts'

/** Lists come in pages: `next` is the cursor of the following page, or null. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export interface InstanceFilter {
  readonly owner?: Username
  /** Theirs, or shared with them. */
  readonly visibleTo?: Username
  /** Into which somebody else let them. */
  readonly sharedWith?: Username
  readonly name?: InstanceName
  readonly states?: readonly InstanceState[]
  /** Trashed ones are left out unless asked for. */
  readonly withTrashed?: boolean
  readonly search?: string
}

/** The columns that may change; `state` only along `legalMoves`. */
export type InstanceUpdate = Partial<Omit<Instance, 'id' | 'siteId' | 'engine' | 'uid' | 'createdAt'>>

/** Who creates an instance. */
export interface Creator {
  readonly username: Username
  /** How many of theirs there may be with it, those in the trash apart; undefined: as many as they want. */
  readonly quota?: number | undefined
}

export interface NewInstance {
  readonly name: InstanceName
  readonly owner: Username
  readonly secrets: InstanceSecrets
  /** Default: nobody who has an account. */
  readonly creator?: Creator | undefined
  /** Default `process`. */
  readonly engine?: EngineKind
}

export interface Successor {
  readonly id: InstanceId
  readonly engine: EngineKind
  readonly secrets: Pick<InstanceSecrets, 'databasePassword' | 'databaseAdminPassword'>
}

export interface HandingOver {
  readonly from: Username
  readonly to: Username
  /** As what the former owner stays; null: not at all. */
  readonly keepAs: HelperRole | null
}

/** A name that an instance had lately, under which it can still be found. */
export interface FormerName {
  readonly name: InstanceName
  readonly instanceId: InstanceId
  /** Until when it is kept for that instance. */
  readonly until: string
}

export interface InstanceStore {
  find(name: InstanceName): Promise<Instance | undefined>
  /** Also by a name that it had lately: whoever compares the names sees which. */
  findByAnyName(name: InstanceName): Promise<Instance | undefined>
  /** Newest first; of one instance, or of all. */
  listFormerNames(id?: InstanceId): Promise<readonly FormerName[]>
  /** @throws ManagerError `name_taken` (in use, or kept for another instance; `by`: the one that wants it, null: a new one) */
  assertNameIsFree(name: InstanceName, by: InstanceId | null): Promise<void>
  findById(id: InstanceId): Promise<Instance | undefined>
  /** @throws ManagerError `not_found` */
  get(name: InstanceName): Promise<Instance>
  /** @throws ManagerError `not_found` */
  getById(id: InstanceId): Promise<Instance>
  list(filter?: InstanceFilter): Promise<readonly Instance[]>
  page(filter: InstanceFilter, cursor: string | null, limit: number): Promise<Page<Instance>>
  /** Gives id and uid. @throws ManagerError `name_taken` (also for 30 days after trash or rename), `conflict` (the owner has as many as they may) */
  create(input: NewInstance): Promise<Instance>
  /** How many instances outside the trash somebody created, whoever owns them now. */
  countCreatedBy(username: Username): Promise<number>
  /** Makes the row of what shall take the place of an instance: with its settings and the secrets that visitors' cookies depend on, but an id, a uid and
   * passwords of the database of its own. Until it does it is kept like something in the trash, so it has no address and is started by nobody. */
  createSuccessor(id: InstanceId, successor: Successor): Promise<Instance>
  /** Lets the successor take the place of an instance, in one go: name, address, settings as they are now, history of deployments and operations; the old one
   * goes to the trash under a free name, with the version that ran. Done twice is done once. @returns the successor */
  succeed(id: InstanceId, successorId: InstanceId, update: InstanceUpdate): Promise<Instance>
  /** With another name the former one is kept for it. @throws ManagerError `name_taken`, `conflict` (renamed too often) */
  update(id: InstanceId, update: InstanceUpdate): Promise<Instance>
  /** Makes it somebody else's, if it still is `from`'s. @throws ManagerError `not_found` (person), `conflict` (not active, theirs already, or not `from`'s any more) */
  handOver(id: InstanceId, handing: HandingOver): Promise<Instance>
  /** What people wrote about it; empty: nothing. */
  getNotes(id: InstanceId): Promise<string>
  /** @param change `before`: what they were when somebody began to write; undefined: whatever. @throws ManagerError `conflict` when they are otherwise by now */
  setNotes(id: InstanceId, change: { readonly text: string; readonly before?: string | undefined }): Promise<void>
  getSecrets(id: InstanceId): Promise<InstanceSecrets>
  /** Removes the row itself and its deployments, which only what was begun and undone needs. */
  remove(id: InstanceId): Promise<void>
  /** Removes the row of one in the trash and its deployments; its names stay reserved as long as they would have been. */
  purge(id: InstanceId): Promise<void>
}

/** What belongs to a change, and comes into effect with it in one go. */
export interface Effect {
  readonly update: InstanceUpdate
  /** What the code says of itself by these settings; null: there is no code yet. */
  readonly inspected: { readonly deploymentId: DeploymentId; readonly inspection: Inspection } | null
}

/** Settings of instances that are secret, and changes of them on their way. */
export interface InstanceSettingsStore {
  /** With their values. */
  getVariables(id: InstanceId): Promise<Variables>
  /** By name, without their values. */
  listVariables(id: InstanceId): Promise<readonly VariableFact[]>
  /** Gives an instance the variables of another one, e.g. of which it is a copy. */
  copyVariables(from: InstanceId, to: InstanceId): Promise<void>
  /** Keeps a change, sealed. @returns by what operations know it */
  propose(id: InstanceId, change: SettingsChange): Promise<string>
  /** @returns undefined when it is in effect, or was dropped */
  findProposed(id: InstanceId, changeId: string): Promise<SettingsChange | undefined>
  /** Brings a change into effect, with all that belongs to it, and forgets it: all of it or nothing. Done twice is done once. */
  apply(id: InstanceId, changeId: string, effect: Effect): Promise<void>
  /** Forgets a change that came to nothing. */
  drop(id: InstanceId, changeId: string): Promise<void>
  /** Forgets changes that nobody began to bring into effect. @param before ISO 8601 in UTC @returns how many */
  dropOlder(before: string): Promise<number>
}

export type NewHelper = Omit<Helper, 'createdAt'>

/** Whom the owners of instances let in; they leave with the instance, and when the account is deleted. */
export interface HelperStore {
  /** By username. */
  list(instanceId: InstanceId): Promise<readonly Helper[]>
  /** Of several instances, for lists. */
  listOfEach(instanceIds: readonly InstanceId[]): Promise<ReadonlyMap<InstanceId, readonly Helper[]>>
  /** Adds somebody, or changes what they may. @throws ManagerError `not_found` (person), `conflict` (not active, or the owner) */
  set(helper: NewHelper): Promise<Helper>
  /** @returns whether there was one */
  remove(instanceId: InstanceId, username: Username): Promise<boolean>
}

export interface DeploymentStore {
  get(id: DeploymentId): Promise<Deployment>
  find(id: DeploymentId): Promise<Deployment | undefined>
  list(instanceId: InstanceId, limit?: number): Promise<readonly Deployment[]>
  /** Each window that shows an instance asks for it, so the lock is not read. */
  findWithoutLock(id: DeploymentId): Promise<DeploymentWithoutLock | undefined>
  /** The newest of each of these instances, without what is large. */
  lastOfEach(instanceIds: readonly InstanceId[]): Promise<ReadonlyMap<InstanceId, DeploymentSummary>>
  save(deployment: Deployment): Promise<void>
}

export interface OperationStore {
  find(id: OperationId): Promise<Operation | undefined>
  get(id: OperationId): Promise<Operation>
  /** Newest first. */
  list(filter: {
    readonly instanceId?: InstanceId
    /** On their own instances and on those that they are co-experimenters of; as assistants, what they began themselves. */
    readonly visibleTo?: Username
    readonly unfinished?: boolean
    readonly limit?: number
  }): Promise<readonly Operation[]>
  /** When these began and ended. */
  timesOf(ids: readonly OperationId[]): Promise<ReadonlyMap<OperationId, Pick<Operation, 'startedAt' | 'finishedAt'>>>
  /** @param told  `toTell`: whether its end is to be told to whoever began it; `auditAs`: what the audit log says of who asked for it */
  insert(operation: Operation, told?: { readonly toTell?: boolean; readonly auditAs?: AskedAction }): Promise<void>
  /** Those that have ended without that they were told, newest first; only what they may still see. */
  listUntold(by: Username, visibleTo: Username | undefined): Promise<readonly Operation[]>
  /** Their own ones among these were told. */
  markTold(by: Username, ids: readonly OperationId[]): Promise<void>
  /** That what somebody asked for failed is in the audit log from the same moment on. */
  update(id: OperationId, update: Partial<Omit<Operation, 'id' | 'steps'>> & { readonly steps?: readonly StepRecord[] }): Promise<void>
  /** Forgets a finished one. */
  remove(id: OperationId): Promise<void>
}

export interface KeyStore {
  list(username: Username): Promise<readonly DeployKey[]>
  findByPublicKey(publicKey: string): Promise<DeployKey | undefined>
  /** @throws ManagerError `key_taken` */
  add(key: Omit<DeployKey, 'id' | 'createdAt' | 'lastUsedAt'>): Promise<DeployKey>
  remove(id: string): Promise<void>
  find(id: string): Promise<DeployKey | undefined>
  touch(id: string): Promise<void>
}

export interface PersonStore {
  find(username: Username): Promise<Person | undefined>
  get(username: Username): Promise<Person>
  findById(id: string): Promise<Person | undefined>
  findByEmail(email: string): Promise<Person | undefined>
  list(): Promise<readonly Person[]>
  countSuperUsers(): Promise<number>
  /** @throws ManagerError `name_taken` (also one that looks like it), `conflict` (the e-mail address is somebody else's) */
  create(person: NewPerson): Promise<Person>
  /** Who is not active any more is signed out everywhere. @throws ManagerError `not_found`, `conflict` (the last super-user, somebody else's e-mail address) */
  update(username: Username, change: PersonChange): Promise<Person>
  /** Whether all but instances that are not in the trash yet lets somebody be removed. @throws ManagerError `not_found`, `conflict` */
  assertMayRemove(username: Username, removal?: Removal): Promise<void>
  /** Removes a person with keys, tokens, links and sign-ins, and gives their instances to the heir: all of it, or nothing.
   * @returns the instances that have a new owner @throws ManagerError `not_found`, `conflict` (the last super-user, instances without an heir) */
  remove(username: Username, removal?: Removal): Promise<readonly Instance[]>
}

export interface Removal {
  /** Who gets the instances in the trash. */
  readonly heir: Username
  /** Whether the heir gets those that are not in the trash, too. */
  readonly alsoLive: boolean
  /** For the audit log. */
  readonly asked: Pick<NewAuditEntry, 'who' | 'by' | 'from'>
}

export interface TokenStore {
  list(username: Username): Promise<readonly ApiToken[]>
  find(id: string): Promise<ApiToken | undefined>
  /** The token itself is given once; only its hash is kept. */
  create(input: {
    readonly username: Username
    readonly name: string
    readonly scope: ApiToken['scope']
    readonly expiresAt: string | null
  }): Promise<{ readonly token: string; readonly apiToken: ApiToken }>
  /** @returns undefined when it is unknown or expired */
  verify(token: string): Promise<ApiToken | undefined>
  /** Whose it is, or was before it expired, to say so to who has it; it is not used by that. */
  findBySecret(token: string): Promise<ApiToken | undefined>
  remove(id: string): Promise<void>
}

export interface AuditStore {
  add(entry: NewAuditEntry): Promise<void>
  /** Newest first. */
  page(cursor: string | null, limit: number, filter?: AuditFilter): Promise<Page<AuditEntry>>
  /** Forgets the oldest rows from before a time (ISO 8601 in UTC), at most `limit`. @returns how many */
  removeBefore(time: string, limit: number): Promise<number>
}

/** `forgotten`: anybody can have one made and mailed, so it must not void what a super-user handed out. */
export type LinkKind = 'invite' | 'reset' | 'forgotten' | 'setup'

/** Links that work once: only a hash of their secret is kept. */
export interface LinkStore {
  /** Voids the earlier links of that kind for that person (`username` null: nobody yet, only for `setup`). @returns the secret, for the link's fragment */
  create(input: { readonly kind: LinkKind; readonly username: Username | null; readonly expiresAt: string }): Promise<string>
  /** Looks without using it up. @returns undefined when it is unknown, used or expired */
  find(kind: LinkKind, secret: string): Promise<{ readonly username: Username | null; readonly expiresAt: string } | undefined>
  /** Uses it up; of two callers at once only one gets it. @returns undefined when it is unknown, used or expired */
  consume(kind: LinkKind, secret: string): Promise<{ readonly username: Username | null } | undefined>
  /** Voids all links of that kind for that person. */
  void(kind: LinkKind, username: Username | null): Promise<void>
  /** Voids all links of that person. */
  voidAll(username: Username): Promise<void>
}

/** Small facts of the manager itself, encrypted at rest, e.g. the key with which sign-ins are signed. */
export interface ValueStore {
  find(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
  /** The value, or a new random secret (32 bytes, base64url) which is kept from then on. */
  getSecret(name: string): Promise<string>
}

/** What is kept. One implementation: `store/` (SQLite). */
export interface Store {
  readonly instances: InstanceStore
  readonly helpers: HelperStore
  readonly instanceSettings: InstanceSettingsStore
  readonly deployments: DeploymentStore
  readonly operations: OperationStore
  readonly keys: KeyStore
  readonly people: PersonStore
  readonly tokens: TokenStore
  readonly audit: AuditStore
  close(): Promise<void>
}
