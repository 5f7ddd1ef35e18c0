/** Texts of what all features share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyThing: (thing: string) => `Copy ${thing}`,
  copiedThing: (thing: string) => `${thing} copied`,
  retry: 'Try again',
  done: 'Done',
  remove: 'Remove',
  removeThing: (thing: string) => `Remove ${thing}`,
  loading: 'Loading…',
  never: 'never',
  none: 'none',
  unknown: 'not known yet',
  yes: 'yes',
  no: 'no',
  showMore: 'Show more',
  required: 'Please fill this in.',
  optional: 'optional',
  by: (who: string) => `by ${who}`,
  byYou: 'by you',
  you: 'you',
  server: 'the server',
  stranger: 'nobody signed in',
  previous: 'Previous page',
  next: 'Next page',
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
}

export const time = {
  justNow: 'just now',
  seconds: (n: number) => (n === 1 ? '1 second' : `${n} seconds`),
  minutesSeconds: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
}

export const problem = {
  title: 'That did not work',
  unreachable: 'The server does not answer. Check your connection, then try again.',
  interrupted: 'The connection was lost before everything was sent. Nothing was changed on the server; try again.',
  unanswered:
    'Everything was sent, but the connection was lost before the server answered. If a deployment begins on this page, it got through; if not, try again.',
  unreadable:
    'The server gave an answer that this page does not understand. Load the page again; if that does not help, tell whoever runs the server.',
  errorId: (id: string) => `If you ask for help, mention ${id}.`,
  outdatedTitle: 'oTree Manager has been updated',
  outdated: 'This page is from before the update, and what was just asked for is not part of it any more. Load the page again to go on.',
  crashTitle: 'This page stopped working',
  crashText: 'Something went wrong while this page was shown. Nothing on the server was changed by it. Load the page again.',
  reload: 'Load the page again',
}

/** Asked before a page is loaded again in which something was typed. */
export const reload = {
  title: 'Load the page again?',
  text: 'Something is typed in a form of this page. If it is not saved yet, it is lost; copy it first, or save it.',
  refusal: 'Not yet',
}

export const fields = {
  name: 'Name',
  nameHint: 'As others shall see it, for example “Berta Blum”.',
  username: 'Username',
  usernameHint: '3 to 40 lower-case letters, digits, dots, hyphens or underscores.',
  usernameBad:
    'Use 3 to 40 lower-case letters, digits, dots, hyphens and underscores; begin with a letter, and end with a letter or digit.',
  email: 'E-mail',
  emailBad: 'This does not look like an e-mail address.',
  password: 'Password',
  passwordHint: (n: number) => `At least ${n} characters. Several words that do not belong together are good.`,
  passwordShort: (n: number) => `Use at least ${n} characters.`,
  look: 'Show or hide what is typed',
  passwordAgain: 'Password again',
  passwordDiffers: 'The two passwords are not the same.',
}

export const confirm = {
  stopTitle: (name: string) => `Stop ${name}?`,
  stopText:
    'Participants who are playing now see a page saying that the experiment is stopped. All data is kept, and they can go on after the next start.',
  restartTitle: (name: string) => `Restart ${name}?`,
  restartText: 'Pages that are open wait for a moment and go on by themselves. No data is lost.',
  resetTitle: (name: string) => `Delete all sessions and data of ${name}?`,
  resetText: 'All sessions, participants and answers on this instance are deleted. This cannot be undone. The code and the settings stay.',
  resetAdvice:
    'A copy of all data is made first and kept; it is listed in the section “oTree”. For tables that you can open, export the data in oTree before.',
  trashTitle: (name: string) => `Move ${name} to the trash?`,
  trashText: 'oTree stops and its address no longer answers. Nothing is erased: code and data are kept, and a super-user can restore it.',
  moveTitle: (name: string, engine: string) => `Move ${name} to ${engine}?`,
  moveText:
    'Its code, data, passwords and address go along. Visitors wait for some seconds and go on by themselves. The instance as it is now lies in the trash afterwards, and can be restored from there.',
  purgeTitle: (name: string) => `Delete ${name} for good?`,
  purgeText:
    'Its code, its data and all copies of them are deleted. Nobody can bring them back. The audit log still tells what was done with it.',
  typeName: (name: string) => `Type ${name} to confirm`,
  typeNameBad: (name: string) => `This must be exactly “${name}”.`,
}
