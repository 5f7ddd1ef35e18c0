import './app/styles.ts'
import { carriesSecret, takeOneTimeSecret } from './app/one-time-secret.ts'
import { takePageStart } from './app/page-start.ts'
import { tellThatNothingBegins } from './app/tell-that-nothing-begins.ts'
import { chooseLanguage } from './i18n/choose-language.ts'
import { readKeptLanguage } from './i18n/kept-language.ts'
import { speak } from './i18n/messages.ts'

const start = takePageStart(document)
const secret = takeOneTimeSecret(window.location, window.history)
// A second link opened in the same window changes only the fragment.
window.addEventListener('hashchange', () => {
  if (carriesSecret(window.location)) window.location.reload()
})

// Not awaited at the top of the file: the app imports what this file is built into, and would wait for it in turn.
begin().catch(() => tellThatNothingBegins({ secret, language: document.documentElement.lang }))

/** Texts are read while the app's files load, so the language comes first. */
async function begin(): Promise<void> {
  const language = chooseLanguage({ person: start.language, browser: readKeptLanguage(), wanted: navigator.languages })
  document.documentElement.lang = language
  await speak(language)
  const { startApp } = await import('./app/start-app.tsx')
  startApp(start, secret)
}
