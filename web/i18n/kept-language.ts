import type { Language } from '../../src/domain/person.ts'

const key = 'otm-language'

/** What was chosen in this browser, or null. A page that may not use the browser's storage chooses anew each time. */
export function readKeptLanguage(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Remembers the choice in this browser; null forgets it. */
export function keepLanguage(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(key)
    else localStorage.setItem(key, language)
  } catch {
    // Storage is closed to this page; the choice holds no longer than the page.
  }
}
