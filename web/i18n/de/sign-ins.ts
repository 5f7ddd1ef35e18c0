import type { Messages } from '../en.ts'

/** Texts of where somebody is signed in. */
export const signIns: Messages['signIns'] = {
  title: 'Wo Sie angemeldet sind',
  text: 'Melden Sie einen Browser ab, den Sie irgendwo offen gelassen haben. Einen kennen Sie nicht? Ändern Sie auch Ihr Passwort.',
  begun: 'Angemeldet am',
  seen: 'Zuletzt gesehen',
  address: 'von',
  current: 'Dieser hier',
  end: 'Dort abmelden',
  endThing: (device) => `Dort abmelden: ${device}`,
  endOthers: 'Überall sonst abmelden',
  unknownDevice: 'Unbekannter Browser',
  on: (browser, system) => `${browser} unter ${system}`,
}
