import type { Operations } from '../domain/operation.ts'
import { newId } from '../lib/ids.ts'
import type { Push, PushResult } from './push.ts'

/** Turns a push into the operation that deploys it, and shows its log to whoever pushes. The operation goes on when they are gone. */
export async function deployOnPush(operations: Operations, push: Push): Promise<PushResult> {
  const { instance, by, commit, options, quarantine } = push
  const operation = await operations.start({
    kind: 'deploy-instance',
    instanceId: instance.id,
    by,
    input: { ...options, commit, quarantine, deploymentId: newId('d', 8) },
  })
  for await (const line of toLines(operations.followLog(operation.id, 0, push.signal))) push.write(line)
  const { state, error } = await operations.wait(operation.id, push.signal)
  if (state === 'done') return { accepted: true }
  return { accepted: false, message: error?.detail ?? 'It was not deployed. Look at the lines above.' }
}

async function* toLines(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
