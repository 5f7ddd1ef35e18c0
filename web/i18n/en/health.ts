/** Texts of the health of the server. */
export const health = {
  title: 'Health',
  text: 'What the manager says about itself and the machine. The command otm doctor prints the same.',
  allGood: 'Everything is fine.',
  levels: { ok: 'fine', warning: 'worth a look', error: 'needs attention' },
  again: 'Check again',
  version: (version: string) => `oTree Manager ${version}`,
}
