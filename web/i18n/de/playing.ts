import type { Messages } from '../en.ts'

/** Texts of who plays, and of the protection while people play. */
export const playing: Messages['playing'] = {
  now: (people) => (people === 1 ? '1 Person nimmt teil' : `${people} Personen nehmen teil`),
  title: 'Gerade wird gespielt',
  unknownTitle: 'Es ist nicht zu sehen, ob jemand spielt',
  unknownText: 'Falls ja, stört es die Leute.',
  people: (people) => (people === 1 ? 'Gerade ist 1 Person auf dieser Instanz.' : `Gerade sind ${people} Personen auf dieser Instanz.`),
  session: (people, name) => `${people} in Sitzung ${name}`,
  room: (room) => `Raum ${room}`,
  began: 'begonnen',
  openTitle: (until) => `Eine Studie läuft bis ${until}`,
  openText:
    'Wer sie durchführt, hat darum gebeten, dass bis dahin nichts stört. Ist sie schon vorbei, beenden Sie sie im Abschnitt „Einstellungen“.',
  consent: {
    people: 'Trotzdem, auch wenn es stört',
    study: 'Trotzdem, obwohl eine Studie läuft',
    both: 'Trotzdem, obwohl gespielt wird und eine Studie läuft',
  },
  consentNeeded: {
    people: 'Setzen Sie den Haken, oder warten Sie, bis niemand spielt.',
    study: 'Setzen Sie den Haken, oder beenden Sie die Studie im Abschnitt „Einstellungen“.',
    both: 'Setzen Sie den Haken, oder warten Sie, bis niemand spielt, und beenden Sie die Studie im Abschnitt „Einstellungen“.',
  },
  askBefore: {
    people: (name) => `${name} bereitstellen, obwohl gespielt wird?`,
    study: (name) => `${name} bereitstellen, obwohl eine Studie läuft?`,
    both: (name) => `${name} bereitstellen, obwohl gespielt wird und eine Studie läuft?`,
  },
  refused: {
    people: 'Es wurde nichts bereitgestellt, weil es Leute stören würde.',
    study: 'Es wurde nichts bereitgestellt, weil es die Studie stören würde, die gerade läuft.',
    both: 'Es wurde nichts bereitgestellt, weil es Leute und die Studie stören würde, die gerade läuft.',
  },
  anyway: 'Trotzdem ausführen',
  study: {
    title: 'Studie läuft bis …',
    text: 'Bis zum Ende dieses Tages wird alles abgelehnt, was die Studie stören würde: neuer Code, ein anderes Passwort, Stoppen, Löschen. Jede Ablehnung nennt den Tag. Danach endet es von selbst.',
    day: 'Letzter Tag',
    save: 'Studie schützen',
    move: 'Tag ändern',
    end: 'Jetzt beenden',
    none: 'Es läuft keine Studie.',
    open: (until) => `Läuft bis ${until}.`,
    badge: (until) => `Studie läuft bis ${until}`,
    dayMissing: 'Wählen Sie einen Tag, der noch nicht vorbei ist.',
  },
}
