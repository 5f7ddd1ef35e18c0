/** Texts of where somebody is signed in. */
export const signIns = {
  title: 'Where you are signed in',
  text: 'Sign out a browser that you left somewhere. One that you do not know? Change your password as well.',
  begun: 'Signed in on',
  seen: 'Last seen',
  address: 'from',
  current: 'This one',
  end: 'Sign out there',
  endThing: (device: string) => `Sign out there: ${device}`,
  endOthers: 'Sign out everywhere else',
  unknownDevice: 'Unknown browser',
  on: (browser: string, system: string) => `${browser} on ${system}`,
}
