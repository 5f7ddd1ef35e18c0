import { inEnglish } from '../numbers.ts'

/** Texts of instances, their states and what is done with them. */
export const states = {
  'ready-for-deployment': { label: 'Ready for deployment', hint: 'Waiting for its first code.' },
  starting: { label: 'Starting', hint: 'oTree is starting.' },
  ready: { label: 'Ready to use', hint: 'oTree is running.' },
  asleep: { label: 'Asleep', hint: 'Wakes up as soon as somebody opens it.' },
  stopped: { label: 'Stopped', hint: 'Visitors see a page that says so. The data is kept.' },
  failed: { label: 'Failed', hint: 'oTree is not running.' },
  trashed: { label: 'In the trash', hint: 'Out of use. Nothing has been erased.' },
}

export const instances = {
  title: 'Instances',
  mine: 'Your instances',
  create: 'Create instance',
  search: 'Search',
  searchPlaceholder: 'Name, owner or label',
  searchPlaceholderOwn: 'Name or label',
  state: 'State',
  anyState: 'Every state',
  owner: 'Owner',
  anyOwner: 'Every owner',
  sort: 'Sort by',
  sorts: {
    name: 'Name',
    state: 'State',
    deployed: 'Last deployment',
    participants: 'Participants',
    created: 'Created',
    owner: 'Owner',
  },
  count: (shown: number, all: number) =>
    shown === all ? (all === 1 ? '1 instance' : `${inEnglish(all)} instances`) : `${inEnglish(shown)} of ${inEnglish(all)} instances`,
  list: 'List of instances',
  noneTitle: 'No instances yet',
  noneSuper:
    'An instance is one experimenter’s own oTree: own address, own database, own password. Create the first one with the button above; it takes a second or two.',
  noneSuperPeople: 'Create a person first if it shall belong to somebody else.',
  noneExperimenter:
    'You have no instance yet. Ask your lab manager to create one for you; it appears here by itself, without loading the page again.',
  noneQuota:
    'An instance is your own oTree: own address, own database, own password. Create the first one with the button above; it takes a second or two.',
  quota: (owned: number, quota: number) => `You have ${inEnglish(owned)} of the ${inEnglish(quota)} that you may create.`,
  quotaUsedUp: (owned: number, quota: number) =>
    `You have ${inEnglish(owned)} of ${inEnglish(quota)}. If you need another one, ask your lab manager for it, or to move one that you no longer need to the trash.`,
  noMatchTitle: 'Nothing fits',
  noMatchText: 'No instance fits your search and filters.',
  clear: 'Show all instances',
  trash: (n: number) => `Trash (${n})`,
  fromTrash: 'Back to the instances in use',
}

export const create = {
  title: 'Create an instance',
  name: 'Name',
  nameHint: 'Part of its address. It cannot be taken again for 30 days after it is given up.',
  nameBad: 'Use 1 to 32 lower-case letters, digits and hyphens; begin with a letter, and do not end with a hyphen.',
  nameReserved: (name: string) => `The name “${name}” is reserved. Choose another one.`,
  nameTaken: (name: string) => `The name “${name}” is taken. Choose another one.`,
  nameFree: (name: string) => `“${name}” is free. Its address will be`,
  checking: 'Checking …',
  suggestions: 'These are free:',
  owner: 'Owner',
  ownerHint: 'The owner and super-users can see and change it.',
  submit: 'Create',
}

export const instance = {
  back: 'All instances',
  owner: 'Owner',
  tabs: {
    code: 'Code',
    otree: 'oTree',
    rooms: 'Rooms',
    settings: 'Settings',
    logs: 'Logs',
    history: 'History',
    activity: 'Activity',
    people: 'People',
  },
  open: 'Open oTree',
  more: 'More actions',
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  'set-password': 'Set the admin password',
  move: 'Move to another engine',
  reset: 'Delete all sessions and data',
  trash: 'Move to the trash',
  restore: 'Restore from the trash',
  rename: 'Rename',
  copy: 'Copy',
  purge: 'Delete for good',
  busy: 'Please wait until the task under way has ended.',
  goneTitle: 'No such instance',
  goneText: 'There is no instance of this name, or it is not yours.',
  next: {
    'ready-for-deployment': 'Next: drop the folder of your oTree project anywhere on this page.',
    starting: 'oTree starts. This takes a few seconds.',
    asleep: 'Nobody was here for a while. It wakes up as soon as somebody opens it.',
    stopped: 'Visitors see a page that says so. Start it when you need it again; all data is kept.',
    failed: 'Read what happened below, then deploy a corrected version, or restart.',
    trashed: 'Its code and data are kept, and its name stays reserved. A super-user can restore it.',
    trashedSuper: 'Its code and data are kept, and its name stays reserved. Restore it, and it is as before.',
  },
  partlyDeleted: 'A super-user can delete for good what is left of it.',
  partlyDeletedSuper: 'Next: delete for good what is left of it.',
  nextTouch: 'Next: choose the folder of your oTree project below.',
  failedFirst: 'The first deployment failed. Read what happened in the section “Code”, correct it, and deploy again.',
  failedTitle: 'oTree is not running',
  failedAgain: 'The same code could not be deployed again. It is still running as it was before.',
  failedAfter: 'The newest code could not be deployed. The version before it is still running.',
}

/** Where instances run, as super-users read it. */
export const engines = { process: 'processes of this server', docker: 'Docker', swarm: 'Docker on several servers' }

export const otree = {
  engine: 'Runs as',
  network: 'Internet',
  networks: { internet: 'its code may reach the Internet', none: 'cut off: its code reaches no network' },
  title: 'oTree',
  address: 'Address',
  user: 'User',
  password: 'Password',
  restKey: 'REST key',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  hidden: 'Hidden',
  access: 'Sign in to oTree',
  accessText: 'Open the address and sign in with this user and password. Whoever has them can see and delete everything in this oTree.',
  settings: 'At a glance',
  authLevel: 'Auth level',
  authLevelHint: {
    STUDY: 'Participants need a link; all admin pages need the password.',
    DEMO: 'Everybody can open demo sessions without the password.',
  },
  production: 'Production',
  productionOn: 'on: participants never see debug information',
  productionOff: 'off: participants see debug information',
  otreeVersion: 'oTree version',
  pythonVersion: 'Python version',
  afterDeployment: 'known after the first deployment',
  requested: 'Each look at the password is noted in the audit log.',
}

export const rooms = {
  emptyTitle: 'No rooms',
  emptyText: 'Rooms stand in the project’s settings.py under ROOMS. They appear here as soon as a version with rooms is deployed.',
  beforeTitle: 'Rooms appear after the first deployment',
  labels: (n: number) => (n === 1 ? '1 label' : `${inEnglish(n)} labels`),
  noLabels: 'Without a list of labels: everybody who has the link may enter.',
  showLabels: 'Show the labels',
  hideLabels: 'Hide the labels',
  personalLinks: 'personal links',
  link: 'Link',
  linkOf: (room: string) => `Link of ${room}`,
  linkLabels:
    'Whoever opens this link is asked for a label. With ?participant_label= and their label behind it, each participant gets a link of their own, and need not type anything.',
  linkSecure:
    'Each participant needs a link of their own, with their label and a code that belongs to it; this link alone lets nobody in. You find these links in oTree, under “Rooms”.',
  example: 'For one participant',
}

export const logs = {
  title: 'Log of oTree',
  errors: 'Errors',
  errorsText:
    'What went wrong in the project’s code, each kind once, the latest first. The line is where your own code was last; open an entry to read how it came to that.',
  otherErrors: (n: number) => (n === 1 ? 'And one more kind. The whole log has it.' : `And ${n} more kinds. The whole log has them.`),
  tab: (n: number) => (n === 1 ? '1 kind of error' : `${n} kinds of errors`),
  onPage: (page: string) => `on the page ${page}`,
  times: (n: number) => (n === 1 ? 'once' : `${n} times`),
  seenBy: (n: number) => (n === 1 ? 'seen by at least 1 participant' : `seen by at least ${n} participants`),
  last: 'last',
  traceback: (type: string) => `Traceback of ${type}`,
  search: 'Search in the log',
  errorsOnly: 'Errors only',
  pause: 'Pause',
  download: 'Download',
  found: (n: number, all: number) => `${n} of ${all} lines fit.`,
  follow: 'Follow',
  following: 'New lines appear by themselves.',
  paused: 'Stopped. New lines are not shown.',
  emptyTitle: 'No log yet',
  emptyText: 'What oTree prints while it runs appears here.',
  label: 'Log, newest lines at the end',
  lost: 'The log is not being followed any more; trying again…',
}
