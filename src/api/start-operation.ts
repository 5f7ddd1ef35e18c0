import type { Instance } from '../domain/instance.ts'
import type { OperationKind } from '../domain/operation.ts'
import type { ApiDeps } from './api-deps.ts'
import { toAskedAction } from './audit.ts'
import { isAtPage, toBy } from './caller.ts'
import type { Endpoint } from './contract/endpoint.ts'
import type { OperationAccepted } from './contract/operation.ts'
import type { Call } from './handler.ts'
import { toOperationView } from './views/operation-view.ts'

export interface Asked extends Pick<Call<Endpoint>, 'caller' | 'audit' | 'request'> {
  readonly thing: Instance
  /** Of which the audit log tells; default: `thing`. */
  readonly auditThing?: Instance
  /** Whether it shall be done although people play. */
  readonly disturb?: boolean | undefined
}

/** Begins a long action on an instance and tells how to watch it. Everything that a person asks for passes here, and with it the session guard.
 * @throws ManagerError `busy`, `playing`, `study_open` */
export async function startOperation(
  deps: Pick<ApiDeps, 'guard' | 'operations'>,
  { caller, thing, auditThing = thing, audit, request, disturb = false }: Asked,
  kind: OperationKind,
  input: Readonly<Record<string, unknown>> = {},
): Promise<OperationAccepted> {
  const disturbed = await deps.guard.admit({ kind, instance: thing, disturb })
  if (disturbed !== null) audit({ disturbed })
  const given = disturb ? { ...input, disturb } : input
  const operation = await deps.operations.start({
    kind,
    instanceId: thing.id,
    by: toBy(caller),
    input: given,
    toTell: isAtPage(caller),
    auditAs: toAskedAction(caller, request, auditThing),
  })
  return { operation: toOperationView({ operation, name: thing.name, owner: thing.owner }) }
}
