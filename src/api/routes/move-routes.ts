import { toMoveInput } from '../../actions/move-input.ts'
import type { EngineKind } from '../../domain/engine-kind.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { startOperation } from '../start-operation.ts'

export const moveRoutes = (deps: ApiDeps): Handlers<'moveInstance'> => ({
  async moveInstance({ caller, thing, body, audit, request }) {
    audit({ detail: `to ${body.engine}` })
    assertMayMove(deps, thing, body.engine)
    return startOperation(deps, { caller, thing, audit, request, disturb: body.disturb }, 'move-instance', {
      ...toMoveInput(thing, body.engine),
    })
  },
})

/** @throws ManagerError `conflict` */
function assertMayMove({ availableEngines }: ApiDeps, { name, engine: present }: Instance, wanted: EngineKind): void {
  if (present === wanted) throw new ManagerError('conflict', `"${name}" is on the engine "${wanted}" already, so nothing was moved.`)
  if (availableEngines().includes(wanted)) return
  throw new ManagerError(
    'conflict',
    `The engine "${wanted}" is not in use on this server, so "${name}" stays where it is. Set OTM_ENGINE=${wanted} and start the manager again: ` +
      'it opens that engine, and those that instances are on.',
  )
}
