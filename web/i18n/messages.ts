import type { Language } from '../../src/domain/person.ts'
import type { Messages } from './en.ts'
import { locales } from './languages.ts'
import type { Translate } from './sentences/translator.ts'

/** Each language is a file of its own; a browser loads only the one that it shows. */
const load: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => ({ messages: (await import('./en.ts')).en, translate: () => undefined }),
  de: async () => {
    const { de, translateServer } = await import('./de.ts')
    return { messages: de, translate: translateServer }
  },
}

interface Texts {
  readonly messages: Messages
  /** Of what the server says; it speaks English itself. */
  readonly translate: Translate
}

/** The texts in the language of this page. They are there before anything that shows them is loaded (`web/main.tsx`), and never change. */
export let m: Messages

/** The language of this page. */
export let language: Language

/** What `Intl` writes dates, times and numbers by on this page. */
export let locale: string

/** What the server says, in the language of this page; undefined: it stays in the server's own. */
export let fromServer: Translate

/** Chooses the language of this page: once, at the very beginning. */
export async function speak(chosen: Language): Promise<void> {
  const { messages, translate } = await load[chosen]()
  m = messages
  fromServer = translate
  language = chosen
  locale = locales[chosen]
}
