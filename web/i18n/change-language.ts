import type { Language } from '../../src/domain/person.ts'
import { keepLanguage } from './kept-language.ts'

/** Shows this page in another language, by loading it again: texts are read once. null: in the one that the browser asks for.
 * @param secret  of the link that led here; the page that comes takes it out of the address again */
export function changeLanguage(language: Language | null, secret: string | null = null): void {
  keepLanguage(language)
  if (secret !== null) window.history.replaceState(null, '', `#${encodeURIComponent(secret)}`)
  window.location.reload()
}
