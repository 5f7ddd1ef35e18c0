import { ManagerError } from '../../domain/error.ts'
import type { Helper } from '../../domain/helper.ts'
import type { Instance } from '../../domain/instance.ts'
import { toUsername } from '../../domain/names.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { HelperAnswer } from '../contract/helper.ts'
import type { Handlers } from '../handler.ts'

type Names = 'listHelpers' | 'setHelper' | 'removeHelper' | 'handOver'

/** Whom the owner of an instance lets in, and whose it is. */
export const helperRoutes = (deps: ApiDeps): Handlers<Names> => ({
  async listHelpers({ thing }) {
    const helpers = await deps.store.helpers.list(thing.id)
    return { items: await Promise.all(helpers.map((helper) => toHelperView(deps, helper))), next: null }
  },

  async setHelper({ thing, params, body, audit }) {
    const username = toUsername(params.username)
    const { role } = body
    const mayPay = role === 'co-experimenter' || body.mayPay
    audit({ detail: `${username} as ${role}${role === 'assistant' && mayPay ? ' who may pay participants' : ''}` })
    const helper = await deps.store.helpers.set({ instanceId: thing.id, username, role, mayPay })
    tell(deps, thing, [username])
    return toHelperView(deps, helper)
  },

  async removeHelper({ thing, params: { username }, audit }) {
    audit({ detail: username })
    if (!(await deps.store.helpers.remove(thing.id, toUsername(username)))) {
      throw new ManagerError('not_found', `"${username}" does not help with "${thing.name}". Look at its list of helpers.`)
    }
    tell(deps, thing, [username])
  },

  async handOver({ thing, body: { owner, keepAs }, audit }) {
    const [from, to] = [thing.owner, toUsername(owner)]
    audit({ detail: `to ${to}${keepAs === null ? '' : `; ${from} stays as ${keepAs}`}` })
    const instance = await deps.store.instances.handOver(thing.id, { from, to, keepAs })
    tell(deps, instance, [from, to])
    return { name: instance.name, owner: to, formerOwner: from, keptAs: keepAs }
  },
})

/** Those who gain or lose it fetch everything anew; everybody else who sees it, the instance. */
function tell({ events }: ApiDeps, { name, owner }: Instance, usernames: readonly string[]): void {
  events.publish({ topic: 'access', usernames })
  events.publish({ topic: 'instance', name, owner })
}

async function toHelperView({ store }: ApiDeps, { username, role, mayPay, createdAt }: Helper): Promise<HelperAnswer> {
  const person = await store.people.find(username)
  return { username, name: person?.name ?? username, role, mayPay, createdAt }
}
