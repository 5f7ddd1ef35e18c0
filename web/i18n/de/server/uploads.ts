import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of uploads, archives, and the files of a project. */
export const uploads: Phrases = {
  "The server's disk is full, so nothing was taken.": 'Die Festplatte des Servers ist voll; es wurde nichts übernommen.',
  'Tell whoever runs this server; when there is room again, push or upload once more.':
    'Sagen Sie der Person Bescheid, die den Server betreut; pushen Sie oder laden Sie noch einmal hoch, wenn wieder Platz ist.',
  'The upload is larger than {mib} MiB.': 'Was Sie hochladen, ist größer als {mib} MiB.',
  'Leave out what the experiment does not need (videos, data, virtual environments).':
    'Lassen Sie weg, was das Experiment nicht braucht (Videos, Daten, virtuelle Umgebungen).',
  'The upload stopped half-way: nothing came any more.': 'Das Hochladen ist auf halbem Weg stehen geblieben: Es kam nichts mehr.',
  'Nothing was changed; upload again.': 'Es wurde nichts geändert; laden Sie noch einmal hoch.',
  'The upload broke off before its end.': 'Das Hochladen ist vor dem Ende abgebrochen.',
  '{by} is uploading to "{name}" at this moment.': '{by} lädt gerade etwas auf „{name}“ hoch.',
  'Wait until that is done, and upload again.': 'Warten Sie, bis das fertig ist, und laden Sie noch einmal hoch.',
  'The zip archive ends too early: it was not saved or sent completely.':
    'Das Zip-Archiv endet zu früh: Es wurde nicht vollständig gespeichert oder gesendet.',
  'Pack the folder with settings.py again, and upload it once more.':
    'Packen Sie den Ordner mit der settings.py neu, und laden Sie ihn noch einmal hoch.',
  'The zip archive goes on after its end.': 'Das Zip-Archiv geht nach seinem Ende weiter.',
  'The zip archive has a broken end (ZIP64).': 'Das Zip-Archiv hat ein beschädigtes Ende (ZIP64).',
  'The zip archive is one of several parts (disks).': 'Das Zip-Archiv ist eines von mehreren Teilen.',
  'The zip archive has something before its beginning, or is two archives in one file.':
    'Vor dem Anfang des Zip-Archivs steht etwas, oder es sind zwei Archive in einer Datei.',
  'The zip archive is encrypted.': 'Das Zip-Archiv ist verschlüsselt.',
  'The zip archive is damaged.': 'Das Zip-Archiv ist beschädigt.',
  'The zip archive has more in it than its directory says.': 'Das Zip-Archiv enthält mehr, als sein Verzeichnis angibt.',
  'The zip archive has entries that overlap.': 'Im Zip-Archiv überlappen sich Einträge.',
  'The zip archive names an entry in two ways.': 'Das Zip-Archiv nennt einen Eintrag auf zwei Arten.',
  'The zip archive is damaged: the checksum of {entry:quoted} does not fit.':
    'Das Zip-Archiv ist beschädigt: Die Prüfsumme von {entry} stimmt nicht.',
  'The archive has {entries} entries; {most} are allowed.': 'Das Archiv hat {entries} Einträge; erlaubt sind {most}.',
  'Leave out what the experiment does not need.': 'Lassen Sie weg, was das Experiment nicht braucht.',
  'The upload has more than {most} entries.': 'Was hochgeladen wurde, hat mehr als {most} Einträge.',
  'Leave out what the experiment does not need (data, videos, virtual environments), and upload again.':
    'Lassen Sie weg, was das Experiment nicht braucht (Daten, Videos, virtuelle Umgebungen), und laden Sie noch einmal hoch.',
  'The upload unpacks to more than {mib} MiB, more than a project of its size can hold.':
    'Ausgepackt ist das Archiv größer als {mib} MiB; mehr kann ein Projekt dieser Größe nicht enthalten.',
  'The names in the upload are longer than {mib} MiB together.': 'Die Namen im Archiv sind zusammen länger als {mib} MiB.',
  'The upload holds longer descriptions of its files (pax headers) than any project needs.':
    'Das Archiv enthält längere Beschreibungen seiner Dateien (pax-Header), als ein Projekt braucht.',
  'Pack the folder with settings.py as a .zip, and upload that.':
    'Packen Sie den Ordner mit der settings.py als .zip, und laden Sie das hoch.',
  'In the upload, something follows the end of the archive.': 'Nach dem Ende des Archivs folgt noch etwas.',
  'The upload is no archive that can be read, or it is not complete.':
    'Was hochgeladen wurde, ist kein lesbares Archiv oder nicht vollständig.',
  "Upload the project's folder, or pack it again as a .zip or .tar.gz.":
    'Laden Sie den Ordner des Projekts hoch, oder packen Sie ihn noch einmal als .zip oder .tar.gz.',
  "Upload the project's folder, a .zip, a .tar.gz, a .tar or an .otreezip.":
    'Laden Sie den Ordner des Projekts hoch oder ein .zip, ein .tar.gz, ein .tar oder ein .otreezip.',
  'Everything in the upload lies in one folder, "{path}".': 'Alles liegt in einem Ordner, „{path}“.',
  'What is in it was taken as the project.': 'Was darin ist, wurde als das Projekt genommen.',
  'Left out of the .otreezip: {names:quotedPair}, in which "otree zip" writes a version of Python that nobody chose.':
    'Aus dem .otreezip weggelassen: {names}; darin notiert „otree zip“ eine Python-Version, die niemand gewählt hat.',
  'Left out, because an instance has its own or must not have them: {names:quoted} and {more} more.':
    'Weggelassen, weil eine Instanz ihr eigenes hat oder es nicht haben darf: {names} und {more} weitere.',
  'Left out, because an instance has its own or must not have them: {names:quoted}.':
    'Weggelassen, weil eine Instanz ihr eigenes hat oder es nicht haben darf: {names}.',
  "Give it a name of plain letters, or upload the project's folder itself instead of an archive.":
    'Geben Sie der Datei einen Namen aus einfachen Buchstaben, oder laden Sie statt eines Archivs den Ordner des Projekts selbst hoch.',
  'Rename it, and upload again.': 'Benennen Sie sie um, und laden Sie noch einmal hoch.',
  'Put the file itself in its place, and upload again.': 'Setzen Sie die Datei selbst an ihre Stelle, und laden Sie noch einmal hoch.',
  'Leave it out, and upload again.': 'Lassen Sie sie weg, und laden Sie noch einmal hoch.',
  'Keep one of the two, and upload again.': 'Behalten Sie eine der beiden, und laden Sie noch einmal hoch.',
  'Pack it again.': 'Packen Sie das Archiv noch einmal.',
  'The upload holds no files.': 'Im Archiv sind keine Dateien.',
  'Pack the folder with settings.py in it.': 'Packen Sie den Ordner mit der settings.py ein.',
  'Rename or remove it, commit, and push again.': 'Benennen Sie sie um oder entfernen Sie sie, committen Sie, und pushen Sie noch einmal.',
  'The project\'s tree is broken: "{path}" is there twice.': 'Der Dateibaum des Projekts ist beschädigt: „{path}“ kommt zweimal vor.',
  'Commit afresh, and push again.': 'Committen Sie neu, und pushen Sie noch einmal.',
  'The project has {count} files; {files} are allowed.': 'Das Projekt hat {count} Dateien; erlaubt sind {files}.',
  'Is a virtual environment or "node_modules" among them?': 'Ist eine virtuelle Umgebung oder „node_modules“ dabei?',
  'Name it in .gitignore, "git rm -r --cached" it, commit, and push again.':
    'Nennen Sie sie in .gitignore, entfernen Sie sie mit „git rm -r --cached“, committen Sie, und pushen Sie noch einmal.',
  "The project's files are {bytes} MiB together; {allowed} MiB are allowed.":
    'Die Dateien des Projekts sind zusammen {bytes} MiB groß; erlaubt sind {allowed} MiB.',
  'Remove large files, commit, and push again.': 'Entfernen Sie große Dateien, committen Sie, und pushen Sie noch einmal.',
  'The link "{path}" has no target that can be a path.': 'Das Ziel des Links „{path}“ kann kein Pfad sein.',
  'Remove it.': 'Entfernen Sie ihn.',
  'The project has {count} symbolic links; {links} are allowed.': 'Das Projekt hat {count} symbolische Links; erlaubt sind {links}.',
  '"{path}" is a git submodule: the project holds only a reference, its files are elsewhere.':
    '„{path}“ ist ein Git-Submodul: Das Projekt enthält nur einen Verweis, die Dateien liegen anderswo.',
  'Put its files into the project itself ("git rm --cached {path}", then "git add {path}"), commit, and push again.':
    'Nehmen Sie die Dateien ins Projekt selbst auf („git rm --cached {path}“, dann „git add {path}“), committen Sie, und pushen Sie noch einmal.',
  'Replace it by the file itself, commit, and push again.':
    'Ersetzen Sie ihn durch die Datei selbst, committen Sie, und pushen Sie noch einmal.',
  'The file "{path}" {fault:pathFaults}.': 'Die Datei „{path}“ {fault}.',
  'In the upload, "{path}" {fault:entryFaults}.': 'Im Archiv: „{path}“ {fault}.',
  'In the upload, "{path}" is there twice, as "{other}".': 'Im Archiv ist „{path}“ doppelt, auch als „{other}“.',
  'In the upload, "{path}" differs only in its spelling (capitals, accents) from "{other}".':
    'Im Archiv unterscheidet sich „{path}“ nur in der Schreibweise (Großbuchstaben, Akzente) von „{other}“.',
  'Pack the folder again without "--sparse".': 'Packen Sie den Ordner noch einmal ohne „--sparse“.',
  'The upload is empty.': 'Was hochgeladen wurde, ist leer.',
  'The upload is {what:archives}.': 'Was hochgeladen wurde, ist {what}.',
  'The link "{path}" leads out of the project: it points to "{target}".':
    'Der Link „{path}“ führt aus dem Projekt hinaus: Er zeigt auf „{target}“.',
  'The link "{path}" leads in a circle: it points to "{target}".': 'Der Link „{path}“ führt im Kreis: Er zeigt auf „{target}“.',
  'The link "{path}" leads over too many folders: it points to "{target}".':
    'Der Link „{path}“ führt über zu viele Ordner: Er zeigt auf „{target}“.',
}
