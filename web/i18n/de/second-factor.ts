import type { Messages } from '../en.ts'

/** Texts of one's own second factor. */
export const secondFactor: Messages['secondFactor'] = {
  title: 'Zweiter Faktor',
  text: 'Außer dem Passwort wird ein Code verlangt, den eine App auf Ihrem Telefon anzeigt. Wer Ihnen beim Tippen zugesehen hat, kommt dann nicht hinein.',
  setUp: 'Zweiten Faktor einrichten',
  setUpTitle: 'Zweiten Faktor einrichten',
  setUpText: 'Sie brauchen eine App, die sechsstellige Codes anzeigt, zum Beispiel die, in der Ihre Passwörter liegen.',
  next: 'Weiter',
  scan: 'Lassen Sie die App dieses Bild lesen:',
  qr: 'QR-Code mit dem Geheimnis für die App',
  typeSecret: 'Oder tippen oder kopieren Sie dies in die App:',
  secret: 'Geheimnis',
  firstCode: 'Code, den die App jetzt anzeigt',
  switchOn: 'Einschalten',
  on: 'Eingeschaltet',
  since: (time) => `Seit ${time}.`,
  codesLeft: (n) => (n === 1 ? '1 Wiederherstellungscode ist übrig.' : `${n} Wiederherstellungscodes sind übrig.`),
  fewCodes: 'Es sind nur noch wenige Wiederherstellungscodes übrig. Erzeugen Sie neue, damit Sie auch ohne Telefon hineinkommen.',
  renew: 'Neue Wiederherstellungscodes',
  renewTitle: 'Neue Wiederherstellungscodes?',
  renewText: 'Sie erhalten zehn neue. Die bisherigen gelten dann nicht mehr.',
  off: 'Ausschalten',
  offTitle: 'Zweiten Faktor ausschalten?',
  offText: 'Dann genügt Ihr Passwort allein. Die Wiederherstellungscodes gelten nicht mehr.',
  codes: 'Wiederherstellungscodes',
  codesText:
    'Der zweite Faktor ist eingeschaltet. Bewahren Sie diese Codes dort auf, wo Sie sie ohne Ihr Telefon finden: Jeder gilt einmal, wenn es verloren ist. Sie werden nur dieses eine Mal angezeigt.',
  sheetTitle: (username, host) => `Wiederherstellungscodes von ${username} für oTree Manager unter ${host}`,
  download: 'Herunterladen',
  print: 'Drucken',
  kept: 'Ich habe sie aufbewahrt',
}
