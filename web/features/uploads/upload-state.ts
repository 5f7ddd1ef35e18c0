import type { Fault } from './fault.ts'
import type { Source } from './source.ts'

/** Where an upload is. `sending` until the server has answered. */
export type UploadState =
  | { readonly step: 'idle' }
  | { readonly step: 'reading'; readonly files: number }
  | { readonly step: 'refused'; readonly fault: Fault }
  | Sending
  | { readonly step: 'cancelled'; readonly source: Source }
  | { readonly step: 'failed'; readonly source: Source; readonly error: unknown }

interface Sending {
  readonly step: 'sending'
  readonly source: Source
  readonly sentBytes: number
  readonly totalBytes: number
  /** Why something else that was given meanwhile was not taken, or null. */
  readonly note: string | null
}

export const idle: UploadState = { step: 'idle' }

/** Whether something new must wait. */
export const isUnderWay = ({ step }: UploadState): boolean => step === 'reading' || step === 'sending'
