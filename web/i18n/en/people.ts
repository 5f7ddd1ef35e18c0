import { inEnglish } from '../numbers.ts'

/** Texts of people. */
export const people = {
  title: 'People',
  create: 'Create person',
  createTitle: 'Create a person',
  role: 'Role',
  roles: { experimenter: 'Experimenter', 'super-user': 'Super-user' },
  superUser: 'Super-user',
  superUserHint: 'Can see and change everything, and create people and instances.',
  submit: 'Create',
  invited: 'Invited',
  inactive: 'Locked',
  active: 'Active',
  status: 'Status',
  createdAt: 'Created',
  actions: 'Actions',
  actionsOf: (name: string) => `Actions for ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText:
    'This person can no longer sign in or push. Somebody who still owns instances cannot be removed; hand them over or move them to the trash first.',
  remove: 'Remove person',
  reset: 'New link to choose a password',
  inviteTitle: 'Link for this person',
  inviteText: (name: string) => `Give this link to ${name}. It works once. It leads to a page where they choose their password.`,
  inviteNote: 'It is shown only now. If it gets lost, make a new one here.',
  invite: 'Link',
  resetText: (name: string) => `Make a link with which ${name} chooses a new password. The password they have now works until then.`,
  resetSubmit: 'Make the link',
  you: 'you',
  count: (n: number) => (n === 1 ? '1 person' : `${inEnglish(n)} people`),
}
