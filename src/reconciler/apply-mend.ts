import type { Instance } from '../domain/instance.ts'
import type { Mend } from './decide.ts'
import type { MendDeps } from './reconciler-options.ts'

export type SimpleMend = Exclude<Mend, { readonly kind: 'start' | 'create' }>

/** Does one mend that is done in a moment. */
export async function applyMend(deps: MendDeps, instance: Instance, mend: SimpleMend): Promise<void> {
  switch (mend.kind) {
    case 'stop-process':
      await deps.engine.stop(instance.id, mend.processId)
      return
    case 'stop-database':
      return deps.engine.stopDatabase(instance.id)
    case 'activate':
      return deps.engine.activate(instance.id, mend.processId)
    case 'set-state':
      return setState(deps, instance, { state: mend.state, processId: mend.processId, failure: null })
  }
}

/** Store first, then the gateway and everybody who looks. */
export async function setState(
  { store, events, publishRoutes }: MendDeps,
  { id, name, owner }: Instance,
  update: Pick<Instance, 'state' | 'processId' | 'failure'>,
): Promise<void> {
  await store.instances.update(id, update)
  await publishRoutes()
  events.publish({ topic: 'instance', name, owner })
}
