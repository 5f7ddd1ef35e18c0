/** Texts of signing in and beginning. */
export const setup = {
  title: 'Welcome to oTree Manager',
  text: 'Make the first account. It is a super-user: it creates people and instances, and can do everything.',
  submit: 'Create the account',
  noTokenTitle: 'This page needs its link',
  noTokenText:
    'Open the link that the server printed on its terminal when it started. Each start prints a new one, and only the newest one works.',
  doneTitle: 'The first account exists already',
  doneText: 'oTree Manager is set up. Sign in with your account.',
}

export const signIn = {
  title: 'Sign in',
  username: 'Username or e-mail',
  password: 'Password',
  submit: 'Sign in',
  unencrypted:
    'This connection is not encrypted: whoever listens on this network can read the password. Ask whoever runs the server for an https address.',
  signedOut: 'You were signed out. Sign in again to go on.',
  passkey: 'Use a passkey',
  codeTitle: 'Second factor',
  codeText: 'Your password was right. Now give the code that your app shows.',
  code: 'Code',
  codeHint: 'Six digits. If your phone is lost: one of your recovery codes.',
  again: 'Begin again with the password',
  forgotten: 'Forgotten your password? Ask your lab manager for a new link.',
  setupNeededTitle: 'No account exists yet',
  setupNeededText: 'Open the link that the server printed on its terminal when it started.',
}

export const invitation = {
  title: 'Choose your password',
  text: 'With your username and this password you sign in from now on.',
  submit: 'Save and sign in',
  noTokenTitle: 'This page needs its link',
  noTokenText: 'Open the whole link that you were given. It works once; if you have used it already, sign in with your password.',
  signIn: 'Go to sign-in',
}
