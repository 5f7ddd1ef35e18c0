import { setTimeout as sleep } from 'node:timers/promises'
import type { OperationAccepted, OperationAnswer } from '../api/contract/operation.ts'
import { type ErrorCode, errorCodes, isManagerError, ManagerError } from '../domain/error.ts'
import type { Session } from './session.ts'
import { toPlain } from './style.ts'
import { toVerb } from './words.ts'

export interface WaitOptions {
  /** false: print the operation and go. */
  readonly wait?: boolean | undefined
}

/** Follows an operation to its end, log included, and prints how it went.
 * @param told  what to say when it is done
 * @throws ManagerError what it failed with; `cancelled` */
export async function finish(
  session: Session,
  { operation }: OperationAccepted,
  request: WaitOptions & { readonly told: () => Promise<string> | string },
): Promise<void> {
  if (request.wait === false)
    return session.show({ operation }, () => `Operation ${operation.id} has begun: ${toVerb(operation.kind)} ${operation.instance}`)
  const ended = await follow(session, operation)
  if (ended.state !== 'done') throw toFailure(ended)
  const told = session.json ? '' : await request.told()
  session.show({ operation: ended }, () => told)
}

const endStates: ReadonlySet<OperationAnswer['state']> = new Set(['done', 'failed', 'cancelled'])

/** How long a manager that ended in the middle may stay away: it goes on with the operation when it is started again. */
const defaultPatienceMs = 60_000

/** Prints the log as it grows; when the manager is restarted meanwhile, goes on where it was.
 * @returns the operation at its end @throws ManagerError `unreachable` when the manager stays away */
export async function follow(
  session: Session,
  { id }: Pick<OperationAnswer, 'id'>,
  { patienceMs = defaultPatienceMs } = {},
): Promise<OperationAnswer> {
  const { signal } = session.terminal
  const position = { from: 0 }
  let awaySince: number | undefined
  for (;;) {
    try {
      const operation = await look(session, id, position)
      if (endStates.has(operation.state)) return operation
      awaySince = undefined
    } catch (error) {
      if (signal.aborted || !isAway(error)) throw error
      if (awaySince === undefined) session.say('The manager cannot be reached any more. Waiting for it to come back …')
      awaySince ??= performance.now()
      if (performance.now() - awaySince > patienceMs) throw toStayedAway(error, id)
    }
    await sleep(300, undefined, { signal })
  }
}

/** Prints what is new in the log until it ends or the connection does. */
async function look({ client, terminal, json }: Session, id: string, position: { from: number }): Promise<OperationAnswer> {
  const { signal } = terminal
  for await (const text of await client.operationLog({ params: { id }, query: { from: position.from }, signal })) {
    position.from += Buffer.byteLength(text)
    if (!json) terminal.stdout.write(toPlain(text))
  }
  return client.showOperation({ params: { id }, signal })
}

const isAway = (error: unknown): error is ManagerError => isManagerError(error) && error.code === 'unreachable'

const toStayedAway = (error: ManagerError, id: string): ManagerError =>
  new ManagerError(
    'unreachable',
    `The manager ended in the middle of this and did not come back. It goes on with it when it is started again (npm start); then look with: otm operations --follow ${id}`,
    { operationId: id },
    { cause: error },
  )

/** The failure of the operation, as the server knows it. */
export function toFailure({ id, state, error, instance, kind }: OperationAnswer): ManagerError {
  const code = errorCodes.find((known) => known === error?.code) ?? ('internal' satisfies ErrorCode)
  if (state === 'cancelled') return new ManagerError('cancelled', `Cancelled: ${toVerb(kind)} ${instance}.`, { operationId: id })
  return new ManagerError(code, error?.detail ?? `The operation ${id} is ${state}.`, {
    operationId: id,
    operationFailed: true,
    ...error?.facts,
  })
}
