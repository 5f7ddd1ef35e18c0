import { channel } from 'node:diagnostics_channel'
import type { Operation } from '../domain/operation.ts'

/** What is told, synchronously, each time the journal was written; crash tests end the process there, and tests of cancelling hold the operation. */
export interface StepMoment {
  readonly operationId: string
  readonly kind: string
  /** A step's title, or `(begin)`, `(commit)`, `(undo)`, `(end)`. */
  readonly step: string
  /** Of the step, from 0 on; -1 for the moments in brackets. */
  readonly index: number
  /** Whoever is told may add promises; the operation goes on when all of them are fulfilled. */
  readonly holds: Promise<void>[]
}

const stepChannel = channel('otm:step')

export async function tellStep({ id, kind }: Operation, step: string, index = -1): Promise<void> {
  const holds: Promise<void>[] = []
  stepChannel.publish({ operationId: id, kind, step, index, holds } satisfies StepMoment)
  await Promise.all(holds)
}
