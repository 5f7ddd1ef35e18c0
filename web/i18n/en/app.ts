/** Texts of the dashboard's frame. */
export const app = {
  name: 'oTree Manager',
  skip: 'Skip to the content',
  menu: 'Menu',
  close: 'Close',
  navigation: 'Main navigation',
  titled: (page: string) => `${page} · oTree Manager`,
}

export const nav = {
  instances: 'Instances',
  people: 'People',
  audit: 'Audit log',
  health: 'Health',
  account: 'Your account',
  signOut: 'Sign out',
  signedInAs: (username: string) => `Signed in as ${username}`,
  theme: 'Colours',
  themeLight: 'Light',
  themeDark: 'Dark',
  themeAuto: 'As the computer',
  language: 'Language',
}

export const live = {
  lost: (since: string) => `No connection to the server since ${since}. What you see may be old; trying again …`,
  back: 'Connected again. Everything shown is up to date.',
  outdated: 'oTree Manager has been updated. Load this page again when you have finished what you are doing.',
}

export const notFound = {
  title: 'There is nothing here',
  text: 'No page has this address. It may have been mistyped, or what it led to is gone.',
  home: 'Go to your instances',
}
