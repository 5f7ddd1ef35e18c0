import { setTimeout as sleep } from 'node:timers/promises'
import type { OperationAccepted, OperationAnswer } from '../api/contract/operation.ts'
import { type ErrorCode, errorCodes, ManagerError } from '../domain/error.ts'
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

/** Prints the log as it grows; when the manager is restarted meanwhile, goes on where it was. @returns the operation at its end */
export async function follow(session: Session, { id }: Pick<OperationAnswer, 'id'>): Promise<OperationAnswer> {
  const { client, terminal, json } = session
  const { signal } = terminal
  let from = 0
  for (;;) {
    for await (const text of await client.operationLog({ params: { id }, query: { from }, signal })) {
      from += Buffer.byteLength(text)
      if (!json) terminal.stdout.write(toPlain(text))
    }
    const operation = await client.showOperation({ params: { id }, signal })
    if (endStates.has(operation.state)) return operation
    await sleep(300, undefined, { signal })
  }
}

/** The failure of the operation, as the server knows it. */
export function toFailure({ id, state, error, instance, kind }: OperationAnswer): ManagerError {
  const code = errorCodes.find((known) => known === error?.code) ?? ('internal' satisfies ErrorCode)
  if (state === 'cancelled') return new ManagerError('cancelled', `Cancelled: ${toVerb(kind)} ${instance}.`, { operationId: id })
  return new ManagerError(code, error?.detail ?? `The operation ${id} is ${state}.`, { operationId: id, operationFailed: true })
}
