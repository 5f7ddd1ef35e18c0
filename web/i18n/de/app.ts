import type { Messages } from '../en.ts'

/** Texts of the dashboard's frame. */
export const app: Messages['app'] = {
  name: 'oTree Manager',
  skip: 'Zum Inhalt springen',
  menu: 'Menü',
  close: 'Schließen',
  navigation: 'Hauptnavigation',
  titled: (page) => `${page} · oTree Manager`,
}

export const nav: Messages['nav'] = {
  instances: 'Instanzen',
  people: 'Personen',
  audit: 'Protokoll',
  health: 'Systemzustand',
  account: 'Ihr Konto',
  signOut: 'Abmelden',
  signedInAs: (username) => `Angemeldet als ${username}`,
  theme: 'Farben',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  themeAuto: 'Wie der Computer',
  language: 'Sprache',
}

export const live: Messages['live'] = {
  lost: (since) => `Keine Verbindung zum Server seit ${since}. Das Angezeigte ist vielleicht veraltet; neuer Versuch …`,
  back: 'Wieder verbunden. Alles Angezeigte ist aktuell.',
  outdated: 'oTree Manager wurde aktualisiert. Laden Sie diese Seite neu, sobald Sie fertig sind.',
}

export const notFound: Messages['notFound'] = {
  title: 'Hier ist nichts',
  text: 'Keine Seite hat diese Adresse. Vielleicht ist sie falsch geschrieben, oder das, wohin sie führte, gibt es nicht mehr.',
  home: 'Zu Ihren Instanzen',
}
