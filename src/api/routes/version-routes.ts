import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { toInstanceDetail } from '../views/instance-view.ts'
import { toPackagesView } from '../views/packages-view.ts'
import { describeChange, toChange, toNotice } from './instance-change.ts'

/** What is installed for an instance, and what people set by hand: for the next deployment, and for themselves. */
export const versionRoutes = (deps: ApiDeps): Handlers<'showPackages' | 'updateInstance'> => ({
  async showPackages({ thing }) {
    return toPackagesView(thing, thing.deploymentId === null ? undefined : await deps.store.deployments.find(thing.deploymentId))
  },

  async updateInstance({ caller, access, thing, body, audit }) {
    const change = toChange(thing, body)
    audit({ detail: describeChange(change) })
    const { instances } = deps.store
    if (change.notes !== undefined) await instances.setNotes(thing.id, { text: change.notes, before: body.notesBefore })
    const instance = await instances.update(thing.id, change.update)
    deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
    return { ...(await toInstanceDetail(deps, { caller, access }, instance)), notice: toNotice(instance, change) }
  },
})
