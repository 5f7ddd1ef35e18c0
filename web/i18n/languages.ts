import type { Language } from '../../src/domain/person.ts'

/** Each language by its own name, as those who read it look for it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

/** What `Intl` writes dates, times and numbers by. English is the British one: day before month, 24 hours. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }
