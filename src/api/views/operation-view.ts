import { endStates, type OperationError } from '../../domain/operation.ts'
import type { OperationAnswer } from '../contract/operation.ts'
import type { OperationOnInstance } from '../operation-on-instance.ts'

export function toOperationView({ operation, name }: OperationOnInstance): OperationAnswer {
  const { id, kind, by, state, committed, steps, error, createdAt, startedAt, finishedAt, deadlineAt } = operation
  return {
    id,
    kind,
    instance: name,
    by,
    state,
    cancellable: !committed && !endStates.has(state) && state !== 'undoing',
    steps: [...steps],
    error: error && toErrorView(error),
    createdAt,
    startedAt,
    finishedAt,
    deadlineAt,
  }
}

const toErrorView = ({ code, detail, facts }: OperationError): NonNullable<OperationAnswer['error']> => ({
  code,
  detail,
  ...(facts?.folders ? { facts: { folders: [...facts.folders] } } : {}),
})
