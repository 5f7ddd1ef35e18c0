/** Texts of forgotten passwords. */
export const forgotten = {
  link: 'Forgotten your password?',
  title: 'Forgotten your password?',
  text: 'Say who you are, and you get a mail with a link. With it you choose a new password.',
  who: 'Username or e-mail address',
  submit: 'Send the link',
  sentTitle: 'Look into your mailbox',
  sentText: 'If there is such a person, a mail with a link is on its way. It can take some minutes; look into the folder for spam, too.',
  sentHint: 'The link works once, for one hour. If you asked several times, only the newest one works.',
  noMail: 'This server sends no mail. Ask your lab manager for a link with which you choose a new password.',
  back: 'Go to sign-in',
}

/** Texts of mails that the manager sends. */
export const mail = {
  title: 'Mail',
  mailed: (name: string, email: string) =>
    `A mail with this link is on its way to ${name} (${email}). It works once. If the mail does not arrive, hand the link over yourself.`,
  test: 'Send a test mail',
  tested: (to: string) => `The mail server has taken a mail to ${to}.`,
  answer: (words: string) => `It said: ${words}`,
  allLeft: 'All mails have left.',
  waiting: 'Mails that have not left',
  to: 'To',
  what: 'What',
  since: 'Since',
  status: 'Status',
  why: 'Why',
  templates: {
    invitation: 'Invitation',
    'new-password': 'New password',
    'forced-password': 'Password made useless',
    'forgotten-password': 'Forgotten password',
    test: 'Test mail',
    health: 'Health',
  },
  states: { waiting: 'waiting', failed: 'failed' },
  hint: 'What waits is tried again by itself, for two days. What has failed is not: correct the address, or hand the link over yourself.',
  retry: 'Try all again now',
  retried: (n: number) => (n === 1 ? '1 mail is being tried again.' : `${n} mails are being tried again.`),
}
