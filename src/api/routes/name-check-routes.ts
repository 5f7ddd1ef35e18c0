import type { z } from 'zod'
import { toInstanceUrl } from '../../domain/addresses.ts'
import { isManagerError } from '../../domain/error.ts'
import { type InstanceId, type InstanceName, toInstanceName, type Username } from '../../domain/names.ts'
import type { Caller } from '../../domain/policy.ts'
import { assertBelowQuota, quotaOf } from '../../domain/quota.ts'
import { suggestNames } from '../../domain/suggest-names.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { instanceNameCheck, NameVerdict } from '../contract/instance-name.ts'
import type { Handlers } from '../handler.ts'
import { toReservedHere } from './instance-routes.ts'

const mostSuggestions = 3

/** Whether an instance could have a name: a new one, for whoever could create one at this moment, others learn nothing; or one that is renamed. */
export const nameCheckRoutes = (deps: ApiDeps): Handlers<'checkInstanceName' | 'checkNewName'> => ({
  async checkInstanceName({ caller, params: { name } }) {
    await assertMayCreateOne(deps, caller)
    return check(deps, { text: name, by: null })
  },

  async checkNewName({ thing, params: { newName } }) {
    if (newName === thing.name) return { name: newName, verdict: 'taken', url: null, suggestions: [] }
    return check(deps, { text: newName, by: thing.id })
  },
})

interface Wish {
  readonly text: string
  /** The instance that wants the name; null: a new one. */
  readonly by: InstanceId | null
}

async function check(deps: ApiDeps, wish: Wish): Promise<z.infer<typeof instanceNameCheck>> {
  const { text: name } = wish
  const verdict = await judge(deps, wish)
  if (verdict !== 'free') return { name, verdict, url: null, suggestions: await findFree(deps, name) }
  return { name, verdict, url: toInstanceUrl(deps.settings, name), suggestions: [] }
}

/** @throws ManagerError `conflict` */
async function assertMayCreateOne({ store }: ApiDeps, caller: Caller): Promise<void> {
  if (caller.kind !== 'person') return
  const quota = quotaOf(await store.people.get(caller.username as Username))
  if (quota === undefined) return
  assertBelowQuota(await store.instances.countCreatedBy(caller.username as Username), quota)
}

async function judge(deps: ApiDeps, { text, by }: Wish): Promise<NameVerdict> {
  try {
    return (await isFree(deps, toInstanceName(text, toReservedHere(deps)), by)) ? 'free' : 'taken'
  } catch (error) {
    if (!isManagerError(error)) throw error
    return error.code === 'name_reserved' ? 'reserved' : 'invalid'
  }
}

async function findFree(deps: ApiDeps, text: string): Promise<InstanceName[]> {
  const free: InstanceName[] = []
  for (const name of suggestNames(text, toReservedHere(deps))) {
    if (free.length < mostSuggestions && (await isFree(deps, name, null))) free.push(name)
  }
  return free
}

async function isFree({ store }: ApiDeps, name: InstanceName, by: InstanceId | null): Promise<boolean> {
  try {
    await store.instances.assertNameIsFree(name, by)
    return true
  } catch (error) {
    if (isManagerError(error) && error.code === 'name_taken') return false
    throw error
  }
}
