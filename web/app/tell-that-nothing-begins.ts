import { findLanguage } from '../../src/domain/language.ts'
import type { Language } from '../../src/domain/person.ts'

interface Words {
  readonly text: string
  readonly action: string
}

/** Not among the other texts: those may be what did not come. */
const words: Readonly<Record<Language, Words>> = {
  en: {
    text: 'oTree Manager could not be loaded. Perhaps it is being updated at this moment, or the connection was lost. Nothing was changed.',
    action: 'Load the page again',
  },
  de: {
    text: 'oTree Manager konnte nicht geladen werden. Vielleicht wird es gerade aktualisiert, oder die Verbindung ist abgebrochen. Es wurde nichts geändert.',
    action: 'Seite neu laden',
  },
}

interface Beginning {
  /** Of the link that led here; the page that comes takes it out of the address again. */
  readonly secret: string | null
  readonly language: string
}

/** Says that the page cannot be shown, as files that it begins with did not come. */
export function tellThatNothingBegins({ secret, language }: Beginning): void {
  const { text, action } = words[findLanguage([language]) ?? 'en']
  const [sentence, button] = [document.createElement('p'), document.createElement('button')]
  sentence.textContent = text
  button.textContent = action
  button.addEventListener('click', () => {
    if (secret !== null) window.history.replaceState(null, '', `#${encodeURIComponent(secret)}`)
    window.location.reload()
  })
  document.getElementById('root')?.replaceChildren(sentence, button)
}
