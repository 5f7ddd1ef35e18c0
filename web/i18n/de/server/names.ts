import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of names that are chosen, of instances, folders, labels. */
export const names: Phrases = {
  '"{text}" cannot be the name of an instance.': '„{text}“ kann nicht der Name einer Instanz sein.',
  'Use 1 to 32 lower-case letters, digits and hyphens; begin with a letter, and do not end with a hyphen.':
    'Verwenden Sie 1 bis 32 Kleinbuchstaben, Ziffern und Bindestriche; am Anfang steht ein Buchstabe, am Ende kein Bindestrich.',
  'The name "{text}" is reserved.': 'Der Name „{text}“ ist reserviert.',
  'Choose another one.': 'Wählen Sie einen anderen.',
  '"{text}" is not the id of an instance.': '„{text}“ ist nicht die Kennung einer Instanz.',
  '"{text}" cannot be a username.': '„{text}“ kann kein Benutzername sein.',
  'Use 3 to 40 lower-case letters, digits, dots, hyphens and underscores; begin with a letter, and end with a letter or digit.':
    'Verwenden Sie 3 bis 40 Kleinbuchstaben, Ziffern, Punkte, Binde- und Unterstriche; am Anfang steht ein Buchstabe, am Ende ein Buchstabe oder eine Ziffer.',
  'Choose another name.': 'Wählen Sie einen anderen Namen.',
  '{name} cannot be the folder of a project: it is empty.': '{name} kann nicht der Ordner eines Projekts sein: Die Angabe ist leer.',
  'Name it from the top, e.g. games/dictator.': 'Nennen Sie ihn vom obersten Ordner aus, zum Beispiel games/dictator.',
  '{name} cannot be the folder of a project: it has characters in it that cannot be seen.':
    '{name} kann nicht der Ordner eines Projekts sein: Die Angabe enthält unsichtbare Zeichen.',
  '{name} cannot be the folder of a project: it begins with a slash.':
    '{name} kann nicht der Ordner eines Projekts sein: Die Angabe beginnt mit einem Schrägstrich.',
  '{name} cannot be the folder of a project: it has a backslash in it.':
    '{name} kann nicht der Ordner eines Projekts sein: Die Angabe enthält einen umgekehrten Schrägstrich.',
  '{name} cannot be the folder of a project: it is longer than {most} characters.':
    '{name} kann nicht der Ordner eines Projekts sein: Die Angabe ist länger als {most} Zeichen.',
  '{name} cannot be the folder of a project: it lies in more than {most} folders.':
    '{name} kann nicht der Ordner eines Projekts sein: Er liegt in mehr als {most} Ordnern.',
  '{name} cannot be the folder of a project: it has two slashes in a row.':
    '{name} kann nicht der Ordner eines Projekts sein: Die Angabe enthält zwei Schrägstriche hintereinander.',
  '{name} cannot be the folder of a project: it has a part that begins with a dot.':
    '{name} kann nicht der Ordner eines Projekts sein: Ein Teil der Angabe beginnt mit einem Punkt.',
  'An instance can have {most} labels, and these are {count}.': 'Eine Instanz kann {most} Schlagwörter haben, und das sind {count}.',
  'Leave some out.': 'Lassen Sie einige weg.',
  'Nothing was changed.': 'Es wurde nichts geändert.',
  'The labels "{other}" and "{label}" are the same but for upper and lower case.':
    'Die Schlagwörter „{other}“ und „{label}“ unterscheiden sich nur in Groß- und Kleinschreibung.',
  'Leave one out.': 'Lassen Sie eines weg.',
  'A label has characters in it that cannot be seen.': 'Ein Schlagwort enthält unsichtbare Zeichen.',
  'Type it anew: letters, digits and spaces.': 'Tippen Sie es neu: Buchstaben, Ziffern und Leerzeichen.',
  'A label is empty.': 'Ein Schlagwort ist leer.',
  'Type a word, e.g. "pilot", or leave it out.': 'Schreiben Sie ein Wort, zum Beispiel „pilot“, oder lassen Sie es weg.',
  'The label {name} has {length} characters, and may have {most}.': 'Das Schlagwort {name} hat {length} Zeichen und darf {most} haben.',
  'Shorten it.': 'Kürzen Sie es.',
  'The notes have {length} characters, and may have {most}.': 'Die Notizen haben {length} Zeichen und dürfen {most} haben.',
  'Shorten them; what is long is better kept in the project itself.': 'Kürzen Sie sie; Langes ist im Projekt selbst besser aufgehoben.',
  'The name "{name}" is not free.': 'Der Name „{name}“ ist nicht frei.',
  'There is an instance of that name.': 'Eine Instanz heißt schon so.',
  'An instance of that name is in the trash.': 'Eine Instanz im Papierkorb heißt so.',
  'An instance had that name until lately, and links may still point at it.':
    'Eine Instanz hieß bis vor Kurzem so, und es kann noch Links geben, die zu ihr führen.',
  '"{name}" had {count} other names within {days} days, which are all kept for it.':
    '„{name}“ hatte innerhalb von {days} Tagen {count} andere Namen, die alle für sie aufgehoben werden.',
  'Take one of them back, or wait until the oldest is free.': 'Nehmen Sie einen davon zurück, oder warten Sie, bis der älteste frei ist.',
  'There is an instance "{name}" already.': 'Es gibt schon eine Instanz „{name}“.',
  'Somebody else changed the notes while you wrote.': 'Jemand anders hat die Notizen geändert, während Sie geschrieben haben.',
  'Copy what you wrote, load the page again, and add it there.':
    'Kopieren Sie Ihren Text, laden Sie die Seite neu und fügen Sie ihn dort ein.',
}
