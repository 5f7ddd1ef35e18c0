import type { OperationContext, StepRecord } from '../domain/operation.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { OperationLog } from './operation-log.ts'
import { tellStep } from './step-channel.ts'

interface ContextParts {
  readonly entry: JournalEntry
  readonly log: OperationLog
  readonly now: () => Date
}

/** What an action gets to work with while it runs. */
export function toRunContext(parts: ContextParts, signal: AbortSignal): OperationContext {
  return {
    ...toContext(parts, signal),
    commit: async () => {
      const { entry } = parts
      if (entry.operation.committed) return
      signal.throwIfAborted()
      await entry.change({ committed: true })
      await tellStep(entry.operation, '(commit)')
    },
  }
}

/** What an action gets to work with while it is undone: there is nothing to commit. */
export const toUndoContext = (parts: ContextParts, signal: AbortSignal): OperationContext => ({
  ...toContext(parts, signal),
  commit: async () => undefined,
})

function toContext(parts: ContextParts, signal: AbortSignal): Omit<OperationContext, 'commit'> {
  const { id, instanceId, by } = parts.entry.operation
  return {
    operationId: id,
    instanceId,
    by,
    signal,
    log: (line) => parts.log.write(line),
    step: (title, work) => runStep(parts, title, () => work(signal), signal),
  }
}

async function runStep<T>({ entry, log, now }: ContextParts, title: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const begun: StepRecord = { title, state: 'running', startedAt: now().toISOString(), finishedAt: null }
  const index = entry.operation.steps.length
  log.note(`-----> ${title}`)
  await entry.change({ steps: [...entry.operation.steps, begun] })
  const finish = async (state: 'done' | 'failed'): Promise<void> => {
    await log.flush()
    await entry.changeStep(index, { ...begun, state, finishedAt: now().toISOString() })
    await tellStep(entry.operation, title, index)
  }
  try {
    const result = await work()
    await finish('done')
    return result
  } catch (error) {
    await finish('failed').catch(() => undefined) // the reason itself matters more
    throw error
  }
}
