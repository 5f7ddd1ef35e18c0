import { serverLanguage } from '../api/problem.ts'
import { fromServer } from '../i18n/messages.ts'

/** What the server says, in the language of the page. Where that is not known, it stays as the server said it, and is marked as its language: read out as
 * it is pronounced, and translated by browsers that do so. */
export function ServerWords({ children }: { readonly children: string | null }) {
  const translated = children === null ? undefined : fromServer(children)
  return translated === undefined ? <span lang={serverLanguage}>{children}</span> : <span>{translated}</span>
}

export const toServerWords = (sentence: string): React.ReactNode => <ServerWords>{sentence}</ServerWords>
