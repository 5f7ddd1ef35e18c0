import { locales } from './languages.ts'

const english = new Intl.NumberFormat(locales.en)
const german = new Intl.NumberFormat(locales.de)

/** e.g. `1,200` */
export const inEnglish = (n: number): string => english.format(n)

/** e.g. `1.200` */
export const inGerman = (n: number): string => german.format(n)
