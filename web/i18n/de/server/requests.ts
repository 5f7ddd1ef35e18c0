import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of fields of a request that do not fit (`src/api/issue-words.ts`). */
export const requests: Phrases = {
  'This is missing.': 'Das fehlt.',
  'This does not have the form that is wanted here.': 'Das hat nicht die Form, die hier erwartet wird.',
  'This should be a text.': 'Hier gehört ein Text hin.',
  'This should be a number.': 'Hier gehört eine Zahl hin.',
  'This should be a whole number.': 'Hier gehört eine ganze Zahl hin.',
  'This should be true or false.': 'Hier gehört true oder false hin.',
  'This should be a list.': 'Hier gehört eine Liste hin.',
  'This should be an object of JSON.': 'Hier gehört ein JSON-Objekt hin.',
  'Use one of these values: {options:any}.': 'Möglich ist eines von: {options}.',
  'This must not be empty.': 'Das darf nicht leer sein.',
  'This is too short: at least {count} characters.': 'Das ist zu kurz: mindestens {count} Zeichen.',
  'This is too long: at most {count} characters.': 'Das ist zu lang: höchstens {count} Zeichen.',
  'At least {count} entries.': 'Mindestens {count} Einträge.',
  'At most {count} entries.': 'Höchstens {count} Einträge.',
  'Use a number of at least {count}.': 'Geben Sie eine Zahl ab {count} an.',
  'Use a number above {count}.': 'Geben Sie eine Zahl über {count} an.',
  'Use a number of at most {count}.': 'Geben Sie eine Zahl bis {count} an.',
  'Use a number below {count}.': 'Geben Sie eine Zahl unter {count} an.',
  'This is no e-mail address.': 'Das ist keine E-Mail-Adresse.',
  'This is no point in time, e.g. 2026-12-24T18:00:00Z.': 'Das ist kein Zeitpunkt, zum Beispiel 2026-12-24T18:00:00Z.',
  'Not known here: {names:any}.': 'Hier nicht bekannt: {names}.',
  'The name of a variable has at most {most} characters.': 'Der Name einer Variablen hat höchstens {most} Zeichen.',
}
