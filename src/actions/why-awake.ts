import type { Deps } from '../domain/deps.ts'
import { isManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import { hasSessionInRoom } from '../otree/read-participants.ts'
import { toInstanceSpec } from './specs.ts'

export interface AwakeDeps extends Pick<Deps, 'store' | 'guard'> {
  readonly gateway: Pick<Deps['gateway'], 'activity'>
  readonly engine: Pick<Deps['engine'], 'database'>
}

/** Why an instance may not fall asleep at this moment, one sentence; null: it may. In doubt it stays awake. */
export async function whyAwake(deps: AwakeDeps, instance: Instance): Promise<string | null> {
  if (instance.state !== 'ready' || instance.wanted !== 'running') return 'It does not serve visitors.'
  try {
    await deps.guard.admit({ kind: 'sleep-instance', instance, disturb: false })
    if (await hasOpenPage(deps, instance)) return 'Somebody has one of its pages open.'
    const isOpen = await hasSessionInRoom(deps.engine.database(await toInstanceSpec(deps, instance)))
    return isOpen ? 'A room has a session.' : null
  } catch (error) {
    return isManagerError(error) ? error.message : 'It could not be seen whether anybody is there.'
  }
}

/** A page of oTree's admin, too. */
async function hasOpenPage({ gateway }: AwakeDeps, { siteId }: Instance): Promise<boolean> {
  const found = (await gateway.activity()).find(({ instanceId }) => instanceId === siteId)
  return found === undefined || found.participantSockets + found.adminSockets > 0
}
