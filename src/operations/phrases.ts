import { ManagerError } from '../domain/error.ts'
import type { Operation, OperationKind } from '../domain/operation.ts'

/** What is being done to the instance, after "is being". */
const participles: Record<OperationKind, string> = {
  'create-instance': 'created',
  'deploy-instance': 'deployed',
  'start-instance': 'started',
  'stop-instance': 'stopped',
  'sleep-instance': 'put to sleep',
  'restart-instance': 'restarted',
  'delete-instance': 'moved to the trash',
  'restore-instance': 'taken back from the trash',
  'reset-database': 'reset',
  'move-instance': 'moved to another engine',
  'rename-instance': 'renamed',
  'copy-instance': 'copied',
  'purge-instance': 'deleted for good',
  'set-password': 'given another admin password',
  'change-settings': 'given other settings',
  'scale-instance': 'given other limits',
}

/** e.g. `"otree1" is being deployed by berta, since 10:14` */
const whatIsDone = (instance: string, { kind, by, createdAt }: Operation): string =>
  `"${instance}" is being ${participles[kind]} ${by === 'server' ? 'from the server itself' : `by ${by}`}, since ${toClock(createdAt)}`

/** Hours and minutes by this machine's clock, which hangs in the laboratory. */
function toClock(iso: string): string {
  const time = new Date(iso)
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Why something is not begun while something else is being done to the instance. */
export const busy = (instance: string, operation: Operation): ManagerError =>
  new ManagerError('busy', `${whatIsDone(instance, operation)}. Wait until that is finished, or cancel it, and try again.`, {
    operationId: operation.id,
    kind: operation.kind,
    by: operation.by,
    since: operation.createdAt,
  })

/** Why a push is declined while something else is being done to the instance; null: another push. */
export const busyForPush = (instance: string, operation: Operation | null): string =>
  `${operation ? whatIsDone(instance, operation) : `"${instance}" is being deployed by another push`}. Nothing was changed by this push; push again when that has ended.`

export const stopping = (): ManagerError =>
  new ManagerError('busy', 'The manager is being stopped, so nothing new is begun. Try again when it has been started again.')

export const cancelled = (): ManagerError => new ManagerError('cancelled', 'This was cancelled; what had been begun is undone.')

export function tooLong(instance: string, kind: OperationKind, deadlineMs: number): ManagerError {
  const time = deadlineMs >= 120_000 ? `${Math.round(deadlineMs / 60_000)} minutes` : `${Math.round(deadlineMs / 1000)} seconds`
  return new ManagerError(
    'deadline',
    `"${instance}" was not ${participles[kind]} within ${time}, so it was given up. Look at the log above, then try again.`,
  )
}

export const endedTooOften = (attempts: number): { readonly code: string; readonly detail: string } => ({
  code: 'internal',
  detail: `The manager itself ended ${attempts} times while this was being done, so it was given up. Look at the manager's log, then try again.`,
})

export const cannotCancel = (operation: Operation): ManagerError =>
  new ManagerError(
    'conflict',
    operation.finishedAt === null
      ? 'This is past the point of no return and cannot be cancelled any more. Wait until it is finished.'
      : 'This is finished already, so there is nothing to cancel.',
    { operationId: operation.id, state: operation.state },
  )
