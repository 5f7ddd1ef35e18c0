import { m } from '../../i18n/messages.ts'
import { ServerWords } from '../../ui/server-words.tsx'

const words: Readonly<Record<string, string>> = m.steps

/** A step's name in the page's language. One that this page does not know yet, as the server calls it. */
export function StepTitle({ title }: { readonly title: string }) {
  const known = words[title]
  return known === undefined ? <ServerWords>{title}</ServerWords> : <span>{known}</span>
}
