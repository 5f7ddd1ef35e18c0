import type { Messages } from '../en.ts'

/** Texts of packages and versions. */
export const packages: Messages['packages'] = {
  title: 'Was installiert ist',
  titleBefore: 'oTree und Python',
  packages: 'Pakete',
  found: 'automatisch gewählt',
  byItself: 'Automatisch gewählt',
  setByHand: 'von Hand festgelegt',
  setForNext: (version) => `${version} ist von Hand für die nächste Bereitstellung festgelegt`,
  newerTitle: (version) => `oTree ${version} ist verfügbar`,
  newerText:
    '„Pakete aktualisieren“ nimmt diese Version, wenn die requirements.txt des Projekts sie zulässt. Legen Sie sie sonst von Hand fest und stellen Sie noch einmal bereit.',
  newerTextSet: 'Die Version wurde von Hand festgelegt. Legen Sie die neuere oder gar keine fest und stellen Sie noch einmal bereit.',
  all: 'Alle Pakete',
  label: 'Pakete',
  name: 'Paket',
  version: 'Version',
  neededBy: 'Gebraucht von',
  byProject: 'dem Projekt',
  byPackage: 'einem anderen Paket',
  search: 'Pakete durchsuchen',
  count: (shown, all) => (shown === all ? `${all} Pakete` : `${shown} von ${all} Paketen`),
  noMatch: (search) => `Kein Paket passt zu „${search}“.`,
  lock: 'Lock-Datei',
  lockText:
    'Die genaue Version jedes Pakets mit ihrem Hash. Bewahren Sie sie bei den Daten des Experiments auf: Mit „pip install -r“ ergibt sie wieder dieselben Pakete.',
  downloadLock: 'Herunterladen',
  update: 'Pakete aktualisieren',
  updateTitle: (name) => `Pakete von ${name} aktualisieren?`,
  updateText:
    'Derselbe Code wird mit den neuesten Paketen bereitgestellt, die seine requirements.txt zulässt. Wer Seiten offen hat, merkt nichts. Läuft er damit nicht, läuft die bisherige Version weiter.',
  updateAdvice: 'Zurück zu den heutigen Paketen führt „Diese Version wieder bereitstellen“ in der Liste der Bereitstellungen.',
  setTitle: 'Versionen von oTree und Python festlegen',
  setText: 'Sie gelten anstelle dessen, was das Projekt angibt, ab der nächsten Bereitstellung.',
  setFirst: 'Sie gelten anstelle dessen, was das Projekt angibt, sobald Code kommt.',
  otreeHint: 'Zum Beispiel 6.0.15; leer: automatisch gewählt',
  pythonHint: 'Zum Beispiel 3.12; leer: automatisch gewählt',
  save: 'Speichern',
  saved: 'Gespeichert. Gilt ab der nächsten Bereitstellung.',
  savedFirst: 'Gespeichert. Gilt, sobald Code kommt.',
  again: 'Denselben Code noch einmal bereitstellen',
}
