import type { OperationAccepted, OperationAnswer } from '../../src/api/contract/operation.ts'
import type { Client } from '../../src/client/client.ts'
import { isManagerError } from '../../src/domain/error.ts'
import { endStates, type OperationKind } from '../../src/domain/operation.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { holdAt } from './hold.ts'

/** The index of a step that has just ended; `in INDEX`: of one that works; `(begin)`; `(commit)`: the point of no return was just passed. */
export type Moment = number | `in ${number}` | '(begin)' | '(commit)'

export interface Cancelling {
  readonly client: Client
  readonly dataDir: string
  readonly kind: OperationKind
  readonly moment: Moment
  readonly begin: () => Promise<OperationAccepted>
}

export interface Cancelled {
  /** Why it could not be cancelled; null: it could. */
  readonly refusal: string | null
  /** As it was in the end. */
  readonly operation: OperationAnswer
}

/** Lets something be begun, cancels it at a moment, and waits for its end. */
export async function cancelAt(cancelling: Cancelling): Promise<Cancelled> {
  const { client, moment } = cancelling
  const step = typeof moment === 'string' ? /^in (\d+)$/.exec(moment)?.[1] : undefined
  const { id, refusal } = step === undefined ? await cancelHeld(cancelling) : await cancelInside(cancelling, Number(step))
  const ended = async (): Promise<OperationAnswer | null> => {
    const operation = await client.showOperation({ params: { id } })
    return endStates.has(operation.state) ? operation : null
  }
  return { refusal, operation: await waitUntil('it comes to its end', ended, { timeoutMs: 60_000 }) }
}

interface Asked {
  readonly id: string
  readonly refusal: string | null
}

/** Nothing goes on in it until the request was answered. */
async function cancelHeld({ client, dataDir, kind, moment, begin }: Cancelling): Promise<Asked> {
  const hold = await holdAt(dataDir, `${kind}:${moment}`)
  try {
    const { id } = (await begin()).operation
    await hold.reached()
    return { id, refusal: await cancel(client, id) }
  } finally {
    await hold.letGo()
  }
}

/** In the middle of a step's work, wherever it is by then; at its end at the latest. */
async function cancelInside({ client, dataDir, kind, begin }: Cancelling, step: number): Promise<Asked> {
  const hold = await holdAt(dataDir, `${kind}:${step}`)
  try {
    const { id } = (await begin()).operation
    const isIn = async (): Promise<boolean> => (await client.showOperation({ params: { id } })).steps.length > step
    await waitUntil(`it is in its step ${step}`, isIn, { timeoutMs: 60_000, intervalMs: 5 })
    return { id, refusal: await cancel(client, id) }
  } finally {
    await hold.letGo()
  }
}

async function cancel(client: Client, id: string): Promise<string | null> {
  try {
    await client.cancelOperation({ params: { id } })
    return null
  } catch (error) {
    if (!isManagerError(error) || error.code !== 'conflict') throw error
    return error.message
  }
}
