import type { DeploymentId } from '../domain/deployment.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { newId } from '../lib/ids.ts'

/** What `move-instance` is asked for. The ids are chosen before it begins, so that they are the same after a crash. */
export interface MoveInput {
  readonly engine: EngineKind
  readonly instanceId: InstanceId
  readonly successorId: InstanceId
  /** Of the same commit in the new place. */
  readonly deploymentId: DeploymentId
}

export const toMoveInput = ({ id }: Pick<Instance, 'id'>, engine: EngineKind): MoveInput => ({
  engine,
  instanceId: id,
  successorId: newId('i', 8) as InstanceId,
  deploymentId: newId('d', 8),
})
