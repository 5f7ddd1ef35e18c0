import { isManagerError, type ManagerError } from '../domain/error.ts'
import type { ErrorFacts, Operation, OperationError } from '../domain/operation.ts'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/logger.ts'

/** What people see of an error: ours as it is; any other one is logged, and they see its id only. */
export function toOperationError(error: unknown, operation: Operation, logger: Logger): OperationError {
  if (isManagerError(error)) return { code: error.code, detail: error.message, ...toFacts(error) }
  const errorId = newId('e', 10)
  logger.error(
    { err: error, errorId, operationId: operation.id, kind: operation.kind, instanceId: operation.instanceId },
    'An operation failed unexpectedly.',
  )
  return {
    code: 'internal',
    detail: `Something unexpected happened. Tell whoever runs this server the number ${errorId}: the manager's log says more.`,
  }
}

const mostFolders = 100

/** Of all facts only those that are meant for people. */
function toFacts({ facts: { folders } }: ManagerError): { readonly facts?: ErrorFacts } {
  if (!Array.isArray(folders)) return {}
  return { facts: { folders: folders.filter((folder) => typeof folder === 'string').slice(0, mostFolders) } }
}
