import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of environment variables. */
export const variables: Phrases = {
  '"{name}" cannot be the name of a variable.': '„{name}“ kann nicht der Name einer Variablen sein.',
  'Use letters, digits and underscores, and do not begin with a digit.':
    'Verwenden Sie Buchstaben, Ziffern und Unterstriche, am Anfang keine Ziffer.',
  'The name "{name}…" is too long.': 'Der Name „{name}…“ ist zu lang.',
  '{name} is the password of the admin pages, which is set by "Set the admin password".':
    '{name} ist das Passwort der Admin-Seiten; es wird mit „Admin-Passwort setzen“ festgelegt.',
  '{name} is the auth level, which has a setting of its own.': '{name} ist das Auth-Level; dafür gibt es eine eigene Einstellung.',
  '{name} is the production mode, which has a setting of its own.': '{name} ist die Betriebsart; dafür gibt es eine eigene Einstellung.',
  '{name} is the REST key, which oTree Manager makes.': '{name} ist der REST-Schlüssel, den oTree Manager erzeugt.',
  '{name} is the key with which oTree signs, which oTree Manager makes.':
    '{name} ist der Schlüssel, mit dem oTree signiert; oTree Manager erzeugt ihn.',
  '{name} is the address of the database, which belongs to the instance.': '{name} ist die Adresse der Datenbank, die zur Instanz gehört.',
  '{name} tells oTree whom to believe that visitors came by HTTPS, which oTree Manager sets.':
    '{name} sagt oTree, wem es glaubt, dass Anfragen über HTTPS kamen; oTree Manager setzt es.',
  '{name} does nothing here: oTree Manager gives oTree its place itself.':
    '{name} bewirkt hier nichts: oTree Manager weist oTree seinen Platz selbst zu.',
  '{name} would make oTree forget all data.': '{name} ließe oTree alle Daten vergessen.',
  '{name} is set by oTree Manager, which sees to the time limits of pages.':
    '{name} setzt oTree Manager; er kümmert sich um die Zeitlimits von Seiten.',
  '{name} is set by oTree Manager, so that the installed packages are found.':
    '{name} setzt oTree Manager, damit die installierten Pakete gefunden werden.',
  '{name} is set by oTree Manager.': '{name} setzt oTree Manager.',
  '{name} is set by oTree Manager, so that all letters can be written.':
    '{name} setzt oTree Manager, damit sich alle Buchstaben schreiben lassen.',
  '{name} is set by oTree Manager, so that the log is live.': '{name} setzt oTree Manager, damit das Log laufend erscheint.',
  'The value of {name} contains a character that ends texts (NUL), which no program can read.':
    'Der Wert von {name} enthält ein Zeichen, das Texte beendet (NUL) und das kein Programm lesen kann.',
  'Leave it out.': 'Lassen Sie es weg.',
  'The value of {name} takes {bytes} bytes, and may take {most}.': 'Der Wert von {name} hat {bytes} Byte und darf {most} haben.',
  'Put what is long into a file of the project.': 'Legen Sie Langes in einer Datei des Projekts ab.',
  'An instance can have {most} variables, and these would be {count}.': 'Eine Instanz kann {most} Variablen haben, und das wären {count}.',
  'All values together take {bytes} bytes, and may take {most}.': 'Alle Werte zusammen haben {bytes} Byte und dürfen {most} haben.',
  'Line {index} is not of the form NAME=value.': 'Zeile {index} hat nicht die Form NAME=Wert.',
  'Correct it, or leave it out.': 'Berichtigen Sie sie, oder lassen Sie sie weg.',
  '{name} belongs to oTree Manager itself.': '{name} gehört oTree Manager selbst.',
  '{name} changes how programs are loaded, which is not for projects to say.':
    '{name} ändert, wie Programme geladen werden; das bestimmen nicht die Projekte.',
}
