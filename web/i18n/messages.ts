import type { Language } from '../../src/domain/person.ts'
import type { Messages } from './en.ts'
import { locales } from './languages.ts'

/** Each language is a file of its own; a browser loads only the one that it shows. */
const load: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
}

/** The texts in the language of this page. They are there before anything that shows them is loaded (`web/main.tsx`), and never change. */
export let m: Messages

/** The language of this page. */
export let language: Language

/** What `Intl` writes dates, times and numbers by on this page. */
export let locale: string

/** Chooses the language of this page: once, at the very beginning. */
export async function speak(chosen: Language): Promise<void> {
  m = await load[chosen]()
  language = chosen
  locale = locales[chosen]
}
