/** Texts of names, the end of an instance, and copies of its data. */
export const naming = {
  rename: 'Rename',
  renameTitle: (name: string) => `Rename ${name}?`,
  newName: 'New name',
  same: (name: string) => `It is called “${name}” already.`,
  renameChanges: [
    'The address and the Git URL change. The former ones lead to the new ones for 30 days, in which nobody else gets the name.',
    'Participants go on: pages that are open send and receive at the former address, and the next page comes from the new one.',
    'Whoever is signed in to oTree’s admin pages signs in once more, at the new address.',
    'Links, shortcuts and the remote of your repository should be changed within those 30 days.',
  ],
  copy: 'Copy',
  copyTitle: (name: string) => `Copy ${name}`,
  withData: 'With all sessions and data',
  withDataHint: 'As they are at this moment. The instance itself goes on meanwhile.',
  owner: 'Owner',
  copyText: 'The copy gets the same code with its history, the same settings and labels, and passwords of its own.',
  formerly: (name: string, until: string) => `Formerly ${name}; links with that name lead here until ${until}.`,
  goneTitle: (day: string, days: number) => `Gone for good on ${day}, in ${days === 1 ? '1 day' : `${days} days`}`,
  partlyTitle: 'Partly deleted',
  partlyText: (day: string) =>
    `Deleting it for good was begun and did not finish, so it cannot be restored. Delete it for good once more: that goes on where it stopped. What went wrong stands in the section “History”. On ${day} it is tried again by itself.`,
  purging: 'It is being deleted for good: its code, its data and all copies of them.',
  goneText: 'Until then a super-user can restore it. Afterwards code, data and all copies are deleted by themselves.',
}

export const copies = {
  title: 'Copies of all data',
  text: 'Made by itself before all sessions and data were deleted. Each is kept for as long as there is this instance, unless somebody deletes it. PostgreSQL’s pg_restore reads it.',
  made: 'Made',
  size: 'Size',
  why: 'Why',
  beforeReset: 'before all sessions and data were deleted',
  download: 'Download',
  actions: 'Actions',
  total: (copies: number, size: string) => (copies === 1 ? `It takes ${size}.` : `The ${copies} of them take ${size}.`),
  remove: 'Delete',
  removeTitle: 'Delete this copy of all data?',
  removeText: (made: string, size: string) =>
    `The copy of ${made} (${size}) is deleted for good. Nobody can bring back the data that are only in it.`,
  removeAdvice: 'Download it first if you may need the data once more.',
}
