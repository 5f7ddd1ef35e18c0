import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of fields of a request, in the words of the library that reads them. */
export const requests: Phrases = {
  'Invalid input: expected {wanted}, received {found}': 'Hier gehört {wanted} hin, angegeben ist {found}.',
  'Invalid input: expected {wanted}': 'Hier gehört {wanted} hin.',
  'Invalid input': 'Das passt nicht.',
  'Invalid option: expected one of {options:any}': 'Möglich ist eines von {options}.',
  'Too small: expected string to have >={count} characters': 'Mindestens {count} Zeichen.',
  'Too big: expected string to have <={count} characters': 'Höchstens {count} Zeichen.',
  'Too small: expected number to be >={count}': 'Mindestens {count}.',
  'Too small: expected number to be >{count}': 'Mehr als {count}.',
  'Too big: expected number to be <={count}': 'Höchstens {count}.',
  'Too big: expected array to have <={count} items': 'Höchstens {count} Einträge.',
  'Invalid email address': 'Das ist keine E-Mail-Adresse.',
  'Invalid ISO datetime': 'Das ist kein Zeitpunkt.',
  'Unrecognized key: "{name}"': '„{name}“ ist hier nicht bekannt.',
}
