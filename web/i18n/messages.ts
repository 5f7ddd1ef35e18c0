import { en, type Messages } from './en.ts'

/** The texts in the language of this page. English is the only one so far. */
export const m: Messages = en
