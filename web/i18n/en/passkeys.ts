/** Texts of passkeys. */
export const passkeys = {
  title: 'Passkeys',
  text: 'Sign in with a fingerprint, a face, a PIN or a security key, in place of password and code.',
  add: 'Add passkey',
  addTitle: 'Add a passkey',
  addText: 'After this your browser asks where to keep the passkey.',
  nameHint: 'So that you know it again, for example “Phone”.',
  proposedName: 'My passkey',
  added: 'Added',
  emptyTitle: 'No passkeys yet',
  emptyText: 'Add one, and you need no password on this device any more.',
  impossibleHere: 'Passkeys work only at an https address with a host name, and this server has none. Ask whoever runs the server.',
  impossibleBrowser: 'This browser has no passkeys at this address.',
  removeTitle: (name: string) => `Remove the passkey “${name}”?`,
  removeText: 'You can no longer sign in with it. Remove it on the device, too, so that it is not offered any more.',
  cancelled: 'No passkey was given: the browser’s question was closed, or it waited too long. Try again.',
  known: 'This device has a passkey for this account already.',
  otherAddress:
    'Passkeys belong to the address that the laboratory gave out, and this page was opened by another one. Open it by its usual address.',
  failed: 'This browser or device could not do it. Try another one, or use your password.',
}
