import type { Operation, OperationKind } from '../domain/operation.ts'

const doing: Record<OperationKind, string> = {
  'create-instance': 'is creating it',
  'deploy-instance': 'is deploying',
  'start-instance': 'is starting it',
  'stop-instance': 'is stopping it',
  'restart-instance': 'is restarting it',
  'delete-instance': 'is deleting it',
  'restore-instance': 'is restoring it',
  'reset-database': 'is resetting its database',
}

/** Why a push is declined while something else is being done to the instance. */
export function toBusySentence(instance: string, operation: Pick<Operation, 'kind' | 'by'> | null): string {
  const who = operation?.by === 'server' ? 'the manager' : operation?.by
  const what = operation ? `${who} ${doing[operation.kind]}` : 'another push is being deployed'
  return `"${instance}" is busy: ${what}. Nothing was changed by this push; push again when that has ended.`
}
