import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'
import { toDative } from './everywhere.ts'

/** Texts of uploads. */
export const upload: Messages['upload'] = {
  dropTitle: 'Ziehen Sie den Ordner Ihres oTree-Projekts hierher',
  chooseTitle: 'Wählen Sie den Ordner Ihres oTree-Projekts',
  dropText: 'Den mit der settings.py. Oder ein .zip, .tar.gz oder .otreezip davon.',
  chooseFolder: 'Ordner wählen',
  chooseFile: 'Datei wählen',
  rule: (maxMib) => `Bis zu ${maxMib} MB. Virtuelle Umgebungen, Caches und der Ordner .git bleiben auf Ihrem Computer.`,
  explainFirst: 'Das Projekt wird gebaut und ausprobiert, bevor etwas läuft. Stimmt etwas nicht, lesen Sie hier, was.',
  explain:
    'Die neue Version wird neben der laufenden gebaut und ausprobiert. Stimmt etwas nicht, lesen Sie hier, was, und für Teilnehmende hat sich nichts geändert.',
  overlay: (name) => `Loslassen, um auf ${name} bereitzustellen`,
  overlayText: 'Der Ordner des Projekts oder ein .zip, .tar.gz oder .otreezip davon',
  overlayBusy: 'Jetzt nicht',
  busy: {
    sending: (what) => `${what} wird gesendet. Warten Sie, bis es angekommen ist, oder brechen Sie ab, bevor Sie etwas anderes abgeben.`,
    task: (label, who) =>
      `Mit dieser Instanz geschieht gerade etwas: ${label}${who === null ? '' : `, begonnen von ${toDative(who)}`}. Warten Sie, bis es fertig ist.`,
    taskByYou: (label) => `Mit dieser Instanz geschieht gerade etwas: ${label}, von Ihnen begonnen. Warten Sie, bis es fertig ist.`,
  },
  label: 'Hochladen',
  contents: 'Das Projekt',
  named: (name) => `„${name}“`,
  reading: (files) =>
    files === 0 ? 'Wird angesehen …' : files === 1 ? '1 Datei wird angesehen …' : `${inGerman(files)} Dateien werden angesehen …`,
  sending: (what) => `${what} wird gesendet`,
  progress: (sent, total) => `${sent} von ${total}`,
  files: (n) => (n === 1 ? '1 Datei' : `${inGerman(n)} Dateien`),
  answering: 'Alles ist gesendet. Der Server sieht es sich an …',
  stalled:
    'Seit einer Weile geht es nicht voran. Wenn Ihre Verbindung weg ist, brechen Sie ab und versuchen Sie es noch einmal, wenn sie wieder da ist.',
  deployFolder: (folder) => `${folder} bereitstellen`,
  deployTop: 'Obersten Ordner bereitstellen',
  folderRemembered: 'Die Wahl wird gemerkt, wenn die Bereitstellung gelingt.',
  moreFolders: (n) => `Und ${inGerman(n)} weitere. Geben Sie den Ordner eines einzelnen Projekts ab, oder legen Sie den Ordner unten fest.`,
  cancel: 'Hochladen abbrechen',
  cancelled: 'Das Hochladen wurde abgebrochen. Geändert hat sich nichts.',
  whichFolder: 'Welcher Ordner ist das Projekt?',
  refusedTitle: 'Das kann nicht bereitgestellt werden',
  failedTitle: (what) => `${what} wurde nicht bereitgestellt`,
  signedOut:
    'Ihre Anmeldung ist abgelaufen, deshalb wurde nichts bereitgestellt. Laden Sie die Seite neu, melden Sie sich an und geben Sie das Projekt noch einmal ab.',
  unreadable:
    'Eine Datei konnte nicht gelesen werden. Vielleicht wurde sie inzwischen geändert, verschoben oder gelöscht, oder sie darf nicht gelesen werden. Geben Sie den Ordner noch einmal ab.',
  unreadableFile: (path) =>
    `„${path}“ lässt sich nicht mehr lesen: Die Datei wurde inzwischen geändert, verschoben oder gelöscht. Auf dem Server hat sich nichts geändert; geben Sie den Ordner noch einmal ab.`,
  leaveTitle: 'Hochladen abbrechen?',
  leaveText: 'Es läuft nur weiter, solange diese Seite offen ist. Wenn Sie sie jetzt verlassen, ändert sich auf dem Server nichts.',
  leave: 'Abbrechen und verlassen',
  stay: 'Bleiben und weitermachen',
  faults: {
    nothing:
      'Das war weder ein Ordner noch eine Datei. Ziehen Sie den Ordner Ihres oTree-Projekts hierher oder ein .zip, .tar.gz oder .otreezip davon.',
    several: (n) =>
      `Sie haben ${inGerman(n)} Dinge auf einmal abgegeben. Geben Sie eines ab: den Ordner mit der settings.py oder ein .zip, .tar.gz oder .otreezip.`,
    emptyFolder: (name) =>
      `„${name}“ enthält keine Dateien, die bereitgestellt werden könnten. Geben Sie den Ordner mit der settings.py ab.`,
    noSettings: (name) => `In „${name}“ gibt es keine settings.py. Geben Sie den Ordner eines oTree-Projekts ab: den mit der settings.py.`,
    inSubFolder: (name, path) =>
      `In „${name}“ selbst gibt es keine settings.py, aber im Ordner „${path}“ darin. Soll dieser Ordner bereitgestellt werden?`,
    inSubFolders: (name, paths, count) =>
      `„${name}“ enthält ${inGerman(count)} Projekte: ${paths.map((path) => `„${path}“`).join(', ')}${count > paths.length ? ' …' : ''}. Welches soll bereitgestellt werden?`,
    notInFolder: (name, folder) =>
      `Diese Instanz verwendet aus dem, was sie bekommt, den Ordner „${folder}“, und „${name}“ hat dort kein Projekt. Es hat diese:`,
    archiveInside: (name, path) =>
      `In „${name}“ gibt es keine settings.py, aber die Datei „${path}“. Geben Sie stattdessen diese Datei ab.`,
    tooMany: (files, most) =>
      `Das sind ${inGerman(files)} Dateien; höchstens ${inGerman(most)} können bereitgestellt werden. Lassen Sie weg, was das Experiment nicht braucht.`,
    folderTooLarge: ({ size, maxMib, largest, largestSize }) =>
      `Diese Dateien sind zusammen ${size} groß; höchstens ${maxMib} MB können gesendet werden. Die größte ist „${largest}“ (${largestSize}). Lassen Sie weg, was das Experiment nicht braucht.`,
    fileTooLarge: (name, size, maxMib) =>
      `„${name}“ ist ${size} groß; höchstens ${maxMib} MB können gesendet werden. Lassen Sie weg, was das Experiment nicht braucht (Videos, Daten, virtuelle Umgebungen).`,
    emptyFile: (name) => `„${name}“ ist leer. Erzeugen Sie die Datei neu, oder geben Sie den Ordner des Projekts selbst ab.`,
    otherArchive: (name) =>
      `„${name}“ ist eine Art von Archiv, die hier nicht ausgepackt werden kann. Packen Sie es aus und geben Sie den Ordner ab, oder packen Sie ein .zip.`,
    partOfProject: (name) => `„${name}“ ist eine einzelne Datei. Geben Sie den ganzen Ordner des Projekts ab, den mit der settings.py.`,
    wrongKind: (name) =>
      `„${name}“ ist kein oTree-Projekt. Geben Sie den Ordner mit der settings.py ab oder ein .zip, .tar.gz oder .otreezip davon.`,
    notAnArchive: (name) =>
      `„${name}“ ist nicht, was der Name sagt; vielleicht wurde die Datei nicht vollständig heruntergeladen. Packen Sie sie neu, oder geben Sie den Ordner des Projekts selbst ab.`,
  },
}
