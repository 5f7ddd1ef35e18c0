import { channel } from 'node:diagnostics_channel'
import type { Operation } from '../domain/operation.ts'

/** What is told, synchronously, each time the journal was written; crash tests end the process there. */
export interface StepMoment {
  readonly operationId: string
  readonly kind: string
  /** A step's title, or `(begin)`, `(commit)`, `(undo)`, `(end)`. */
  readonly step: string
  /** Of the step, from 0 on; -1 for the moments in brackets. */
  readonly index: number
}

const stepChannel = channel('otm:step')

export function tellStep({ id, kind }: Operation, step: string, index = -1): void {
  stepChannel.publish({ operationId: id, kind, step, index } satisfies StepMoment)
}
