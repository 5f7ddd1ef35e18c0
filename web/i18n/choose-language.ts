import { findLanguage } from '../../src/domain/language.ts'
import type { Language } from '../../src/domain/person.ts'

export interface Wishes {
  /** What the signed-in person chose for themselves. */
  readonly person: Language | null
  /** What was chosen in this browser. */
  readonly browser: string | null
  /** What the browser itself asks for, best first. */
  readonly wanted: readonly string[]
}

/** The language of a page. English where nothing that is wished for exists. */
export const chooseLanguage = ({ person, browser, wanted }: Wishes): Language =>
  person ?? findLanguage(browser === null ? wanted : [browser, ...wanted]) ?? 'en'
