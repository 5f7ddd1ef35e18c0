import { isManagerError } from '../domain/error.ts'
import type { Operation, Operations } from '../domain/operation.ts'
import type { AuditEntry } from '../domain/person.ts'
import type { SessionGuard } from '../domain/session-guard.ts'
import type { Store } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'
import type { Push, PushResult } from './push.ts'

export interface PushDeps {
  readonly operations: Operations
  readonly guard: Pick<SessionGuard, 'admit'>
  readonly audit: Pick<Store['audit'], 'add'>
}

/** Turns a push into the operation that deploys it, and shows its log to whoever pushes. The operation goes on when they are gone.
 * @throws ManagerError `playing`, `study_open`, `busy` */
export async function deployOnPush(deps: PushDeps, push: Push): Promise<PushResult> {
  const { operations } = deps
  const operation = await begin(deps, push).catch(async (error: unknown) => {
    if (isManagerError(error)) await writeDown(deps, push, { result: 'failed', detail: error.code })
    throw error
  })
  for await (const line of toLines(operations.followLog(operation.id, 0, push.signal))) push.write(line)
  const { state, error } = await operations.wait(operation.id, push.signal)
  if (state === 'done') return { accepted: true }
  return { accepted: false, message: error?.detail ?? 'It was not deployed. Look at the lines above.' }
}

async function begin(deps: PushDeps, push: Push): Promise<Operation> {
  const { instance, by, auditAs, commit, options, quarantine } = push
  const disturbed = await deps.guard.admit({ kind: 'deploy-instance', instance, disturb: options.disturb === true })
  if (disturbed !== null) await writeDown(deps, push, { result: 'allowed', detail: disturbed })
  const input = { ...options, commit, quarantine, deploymentId: newId('d', 8) }
  return deps.operations.start({ kind: 'deploy-instance', instanceId: instance.id, by, auditAs, input })
}

/** That somebody disturbed people who play, or might not, is a row of its own: the push's was written when it began, before its options came. */
const writeDown = ({ audit }: PushDeps, { auditAs }: Push, outcome: Pick<AuditEntry, 'result' | 'detail'>): Promise<unknown> =>
  audit.add({ ...auditAs, ...outcome })

async function* toLines(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
