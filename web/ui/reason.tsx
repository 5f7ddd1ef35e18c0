import type { OperationAnswer } from '../../src/api/contract/operation.ts'
import { m } from '../i18n/messages.ts'
import classes from './reason.module.css'
import { ServerWords } from './server-words.tsx'

const reasons: Readonly<Record<string, string>> = m.reasons

/** In a few words, what is behind a code of the server, e.g. `The name is taken`. A code that this page does not know yet has none. */
export const findReason = (code: string): string | undefined => reasons[code]

/** Why a task did not work: in a few words, then in the server's own sentence. */
export function Reason({ error: { code, detail } }: { readonly error: NonNullable<OperationAnswer['error']> }) {
  const reason = findReason(code)
  return (
    <>
      {reason && <span className={classes.reason}>{reason}</span>}
      <ServerWords>{detail}</ServerWords>
    </>
  )
}
