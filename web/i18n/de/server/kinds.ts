import type { Kind, Phrases } from '../../sentences/translator.ts'

/** What is being done to an instance (`src/operations/phrases.ts`). */
const participles: Phrases = {
  created: 'erstellt',
  deployed: 'bereitgestellt',
  started: 'gestartet',
  stopped: 'gestoppt',
  'put to sleep': 'schlafen gelegt',
  restarted: 'neu gestartet',
  'moved to the trash': 'in den Papierkorb verschoben',
  'taken back from the trash': 'aus dem Papierkorb wiederhergestellt',
  reset: 'geleert',
  'moved to another engine': 'auf eine andere Engine umgezogen',
  renamed: 'umbenannt',
  copied: 'kopiert',
  'deleted for good': 'endgültig gelöscht',
  'given another admin password': 'mit einem anderen Admin-Passwort versehen',
  'given other settings': 'mit anderen Einstellungen versehen',
  'given other limits': 'mit anderen Grenzen versehen',
}

const durations: Phrases = { '{count} minutes': '{count} Minuten', '{count} seconds': '{count} Sekunden' }

/** What would disturb people who play (`src/domain/disturbing.ts`). */
const disturbing: Phrases = {
  'New code': 'Neuer Code',
  'Stopping it': 'Stoppen',
  'Falling asleep': 'Einschlafen',
  'Moving it to the trash': 'Verschieben in den Papierkorb',
  'Deleting all sessions and data': 'Löschen aller Sitzungen und Daten',
  'Moving it': 'Umziehen',
  'Renaming it': 'Umbenennen',
  'A new admin password': 'Ein neues Admin-Passwort',
}

const resource: Phrases = { memory: 'Arbeitsspeicher', 'processor time': 'Rechenzeit', disk: 'Festplatte' }

const units: Phrases = { MiB: 'MiB', '% (100 % is one processor)': '% (100 % sind ein Prozessor)' }

const states: Phrases = {
  'ready-for-deployment': 'Bereit für Code',
  starting: 'Startet',
  ready: 'Einsatzbereit',
  asleep: 'Schläft',
  stopped: 'Gestoppt',
  failed: 'Fehlgeschlagen',
  trashed: 'Im Papierkorb',
}

const whose: Phrases = { 'the username': 'dem Benutzernamen', 'your name': 'Ihrem Namen', 'the e-mail address': 'der E-Mail-Adresse' }

const pathFaults: Phrases = {
  'is empty': 'hat keinen Namen',
  'is not written in UTF-8': 'hat einen Namen, der nicht in UTF-8 geschrieben ist',
  'has control characters in it': 'hat Steuerzeichen im Namen',
  'has a backslash in it': 'hat einen umgekehrten Schrägstrich im Namen',
  'begins with a slash': 'beginnt mit einem Schrägstrich',
  'is longer than {bytes} bytes': 'hat einen Pfad, der länger als {bytes} Byte ist',
  'lies in more than {count} folders': 'liegt in mehr als {count} Ordnern',
  'has two slashes in a row': 'hat zwei Schrägstriche hintereinander',
  'has "{name}" in it': 'hat „{name}“ im Pfad',
  'has a name longer than {bytes} bytes in it': 'hat einen Namen von mehr als {bytes} Byte im Pfad',
  'would be part of a ".git" folder': 'wäre Teil eines Ordners „.git“',
}

const entryFaults: Phrases = {
  ...pathFaults,
  'is a file with the name of a folder': 'ist eine Datei mit dem Namen eines Ordners',
  'begins with a drive of Windows': 'beginnt mit einem Laufwerk von Windows',
  'is a link': 'ist ein Link',
  'is neither a file nor a folder': 'ist weder Datei noch Ordner',
  'is saved as a file with holes': 'ist als Datei mit Lücken gespeichert',
  'lies below a file, not a folder': 'liegt unter einer Datei statt unter einem Ordner',
}

const archives: Phrases = {
  'a 7z archive': 'ein 7z-Archiv',
  'a RAR archive': 'ein RAR-Archiv',
  'compressed with xz': 'mit xz komprimiert',
  'compressed with bzip2': 'mit bzip2 komprimiert',
  'compressed with zstd': 'mit zstd komprimiert',
  'one part of a zip archive in several parts': 'einer von mehreren Teilen eines Zip-Archivs',
  'a PDF document': 'ein PDF-Dokument',
  'a web page or an XML document': 'eine Webseite oder ein XML-Dokument',
}

/** How packages are fetched (`src/api/health/check-packages.ts`). */
const network: Phrases = {
  'from {index}': 'von {index}',
  'without a proxy': 'ohne Proxy',
  'through the proxy {proxy}': 'über den Proxy {proxy}',
  '(except NO_PROXY: {hosts})': '(außer NO_PROXY: {hosts})',
  'with the certificates in {file}': 'mit den Zertifikaten in {file}',
}

/** Why the code does not fit the data (`src/otree/schema.ts`). */
const misfit: Phrases = {
  'the type of {column} changed from {before} to {after}': 'der Typ von {column} hat sich von {before} zu {after} geändert',
  '{column} is missing and must not be empty': '{column} fehlt und darf nicht leer sein',
  '{column} was removed and must not be empty': '{column} wurde entfernt und darf nicht leer sein',
}

/** Why a package cannot be had (`src/engines/local/environments/missing-packages.ts`). */
const missingPackage: Phrases = {
  '"{line}" (the package index does not know it)': '„{line}“ (der Paketindex kennt es nicht)',
  '"{line}" (there is no such version)': '„{line}“ (diese Version gibt es nicht)',
  '"{line}" (this server cannot reach it)': '„{line}“ (dieser Server erreicht es nicht)',
  '"{line}" (the package is called {name})': '„{line}“ (das Paket heißt {name})',
}

/** What takes room (`src/engines/local/disk/explain.ts`). */
const part: Phrases = {
  'files that it writes now {mib} MiB': 'Dateien, die sie gerade schreibt, {mib} MiB',
  'kept files {mib} MiB': 'aufbewahrte Dateien {mib} MiB',
  'its database {mib} MiB': 'ihre Datenbank {mib} MiB',
  'its versions {mib} MiB': 'ihre Versionen {mib} MiB',
  'its log {mib} MiB': 'ihr Log {mib} MiB',
  'files without a name, which its processes hold open': 'Dateien ohne Namen, die ihre Prozesse offen halten',
}

/** People in one session (`src/domain/playing.ts`). */
const session: Phrases = {
  '{count} in session "{name}", since {time} UTC': '{count} in Sitzung „{name}“, seit {time} UTC',
  '{count} in session "{name}" ({config}), since {time} UTC': '{count} in Sitzung „{name}“ ({config}), seit {time} UTC',
  'and in {count} more sessions': 'und in {count} weiteren Sitzungen',
}

/** Where a module is imported: the server says `module (file, line 3), …`. */
const places: Kind = (value) => (/["\n]/.test(value) ? undefined : value.replaceAll(/, line (\d+)\)/g, ', Zeile $1)'))

const quoted: Phrases = { '"{name}"': '„{name}“' }

/** What may stand at `{place:kind}` in a sentence. */
export const kinds: Readonly<Record<string, Kind>> = {
  participles,
  durations,
  disturbing,
  resource,
  units,
  states,
  whose,
  pathFaults,
  entryFaults,
  archives,
  network: { each: network, between: / (?=without a|through the|with the|\(except)/, translated: ' ' },
  places,
  misfits: { each: misfit, between: '; ', translated: '; ' },
  packages: { each: missingPackage, between: ', ', translated: ', ' },
  taken: { each: part, between: /, (?!which)/, translated: ', ' },
  sessions: { each: session, between: /(?<=UTC), /, translated: ', ' },
  quoted: { each: quoted, between: ', ', translated: ', ' },
  quotedPair: { each: quoted, between: ' and ', translated: ' und ' },
  issues: { each: { '{path}: {message:text}': '{path}: {message}', '{message:text}': '{message}' }, between: '; ', translated: '; ' },
  refusal: {
    'Another program removes its rules at once.': 'Ein anderes Programm entfernt die Regeln sofort wieder.',
    '{words:any}': '{words}',
  },
  reason: { 'no reason given': 'kein Grund genannt', '{why:any}': '{why}' },
  moments: { '{day} at {time}': '{day} um {time}' },
  decimal: (value) => (/^[\d.]+$/.test(value) ? value.replace('.', ',') : undefined),
}
