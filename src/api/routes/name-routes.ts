import { ManagerError } from '../../domain/error.ts'
import { toInstanceName } from '../../domain/names.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { startOperation } from '../start-operation.ts'
import { toReservedHere } from './instance-routes.ts'

/** What an instance is called, and that it is gone for good. */
export const nameRoutes = (deps: ApiDeps): Handlers<'renameInstance' | 'purgeInstance'> => ({
  async renameInstance({ caller, thing, body, audit, request }) {
    audit({ detail: `to ${body.name.slice(0, 64)}` })
    const name = toInstanceName(body.name, toReservedHere(deps))
    if (name === thing.name) throw new ManagerError('conflict', `"${name}" is called so already, so nothing was changed.`)
    await deps.store.instances.assertNameIsFree(name, thing.id)
    return startOperation(deps, { caller, thing, audit, request, disturb: body.disturb }, 'rename-instance', { name, from: thing.name })
  },

  async purgeInstance({ caller, thing, audit, request }) {
    const { name, owner, state } = thing
    if (state !== 'trashed') {
      throw new ManagerError('conflict', `"${name}" is not in the trash. Move it there first, from where it can still be restored.`)
    }
    return startOperation(deps, { caller, thing, audit, request }, 'purge-instance', { name, owner })
  },
})
