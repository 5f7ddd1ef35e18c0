import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import { toUsername, type Username } from '../domain/names.ts'
import { aboutInstance, type NewAuditEntry, type Person } from '../domain/person.ts'
import type { Caller } from '../domain/policy.ts'
import type { Removal } from '../domain/store.ts'
import type { ApiDeps } from './api-deps.ts'
import { isAtPage, toBy } from './caller.ts'
import type { PersonRemoval } from './contract/person.ts'

type RemovalDeps = Pick<ApiDeps, 'store' | 'accounts' | 'operations' | 'events' | 'guard'>

export interface AskedRemoval {
  readonly person: Person
  readonly how: PersonRemoval
  readonly caller: Caller
  readonly asked: Pick<NewAuditEntry, 'who' | 'by' | 'from'>
}

/** Deletes a person. The row goes last, in one transaction with what remains of their instances: whatever ends this half-way, the person is still there,
 * owns all of it, and can be deleted by asking again.
 * @throws ManagerError `conflict` (the last super-user; instances of which nobody said what becomes of them; one that did not get into the trash) */
export async function removePerson(deps: RemovalDeps, { person, how, caller, asked }: AskedRemoval): Promise<void> {
  await deps.accounts.people.assertMayRemove(person.username)
  const removal = await toRemoval(deps, { person, how, caller, asked })
  if (how.instances === 'trash') {
    await deps.accounts.people.assertMayRemove(person.username, removal)
    await moveToTrash(deps, { owner: person.username, caller, asked, disturb: how.disturb === true })
  }
  const handed = await deps.accounts.people.remove(person.username, removal)
  if (handed.length > 0) deps.events.publish({ topic: 'access', usernames: [...new Set(handed.map(({ owner }) => owner))] })
  for (const { name, owner } of handed) deps.events.publish({ topic: 'instance', name, owner })
  deps.events.publish({ topic: 'people' })
}

async function toRemoval({ store }: RemovalDeps, { person, how, caller, asked }: AskedRemoval): Promise<Removal | undefined> {
  const { instances, handTo } = how
  if (handTo !== undefined) return { heir: toUsername(handTo), alsoLive: instances === undefined, asked }
  if (instances === undefined) return undefined
  const heir = caller.kind === 'person' && caller.username !== person.username ? toUsername(caller.username) : await findHeir(store, person)
  return { heir, alsoLive: false, asked }
}

/** When the server itself deletes, or a super-user themselves: the one who has been a person of this laboratory for longest. */
async function findHeir({ people }: RemovalDeps['store'], person: Person): Promise<Username> {
  const others = (await people.list()).filter(({ id, role, active }) => role === 'super-user' && active && id !== person.id)
  const heir = others.sort((a, b) => a.createdAt.localeCompare(b.createdAt))[0]
  if (!heir)
    throw new ManagerError('conflict', 'There is no other super-user who could own what is in the trash. Say who shall: handTo=USERNAME')
  return heir.username
}

interface TrashAll extends Pick<AskedRemoval, 'caller' | 'asked'> {
  readonly owner: Username
  readonly disturb: boolean
}

/** Returns when all of them are in the trash. @throws ManagerError `playing`, `study_open` (nothing was moved) */
async function moveToTrash({ store, operations, guard }: RemovalDeps, { owner, caller, asked, disturb }: TrashAll): Promise<void> {
  const live = await store.instances.list({ owner })
  const busy = live.filter(({ id }) => operations.current(id) !== null)
  if (busy.length > 0)
    throw new ManagerError('conflict', `Something is being done to ${toNames(busy)} at this moment. Wait until it is done, and try again.`)
  for (const instance of live) await guard.admit({ kind: 'delete-instance', instance, disturb })
  const ends = live.map(async (instance) => {
    const operation = await operations.start({
      kind: 'delete-instance',
      instanceId: instance.id,
      by: toBy(caller),
      input: {},
      toTell: isAtPage(caller),
      auditAs: { ...asked, ...aboutInstance(instance), action: 'instance.delete' },
    })
    return (await operations.wait(operation.id)).state
  })
  const results = await Promise.allSettled(ends)
  const left = live.filter((_, index) => !isDone(results[index]))
  if (left.length === 0) return
  throw new ManagerError(
    'conflict',
    `"${owner}" was not deleted: ${toNames(left)} could not be moved to the trash. Look at the history of the instance, and try again.`,
  )
}

const isDone = (result: PromiseSettledResult<string> | undefined): boolean => result?.status === 'fulfilled' && result.value === 'done'
const toNames = (instances: readonly Instance[]): string => instances.map(({ name }) => name).join(', ')
