/** Texts of tasks, and how they ended. */
export const kinds = {
  'create-instance': { label: 'Create instance', doing: 'Being created' },
  'deploy-instance': { label: 'Deployment', doing: 'New code is being deployed' },
  'start-instance': { label: 'Start', doing: 'Starting' },
  'stop-instance': { label: 'Stop', doing: 'Stopping' },
  'sleep-instance': { label: 'Fall asleep', doing: 'Falling asleep' },
  'restart-instance': { label: 'Restart', doing: 'Restarting' },
  'delete-instance': { label: 'Move to the trash', doing: 'Moving to the trash' },
  'restore-instance': { label: 'Restore from the trash', doing: 'Coming back from the trash' },
  'reset-database': { label: 'Delete all sessions and data', doing: 'Sessions and data are being deleted' },
  'move-instance': { label: 'Move to another engine', doing: 'Being moved to another engine' },
  'rename-instance': { label: 'Rename', doing: 'Getting a new name' },
  'copy-instance': { label: 'Copy', doing: 'Being copied' },
  'purge-instance': { label: 'Delete for good', doing: 'Being deleted for good' },
  'set-password': { label: 'Set the admin password', doing: 'The admin password is being set' },
  'change-settings': { label: 'Change settings', doing: 'Settings are being changed' },
  'scale-instance': { label: 'Change limits', doing: 'Limits are being changed' },
  other: { label: 'Task', doing: 'Something is being done' },
}

export const tasks = {
  partsLabel: 'What is shown of the history',
  parts: { tasks: 'Tasks', log: 'Who did what' },
  states: {
    queued: 'Waiting its turn',
    running: 'Under way',
    undoing: 'Being undone',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  busy: (label: string, who: string, since: string) =>
    `${label}: begun by ${who} at ${since}, and still under way. Wait until it has ended, or cancel it, and try again.`,
  begunBy: (who: string, since: string) => `Begun by ${who} at ${since}`,
  begunByYou: (since: string) => `Begun by you at ${since}`,
  stepStates: { running: 'under way', done: 'done', failed: 'failed', cancelled: 'cancelled' },
  steps: 'Steps',
  log: 'Log',
  showLog: 'Show the log',
  hideLog: 'Hide the log',
  emptyLog: 'The log is empty.',
  cancel: 'Cancel this task',
  cancelling: 'Cancelling…',
  notCancellable: 'This task is past the point where it can be cancelled.',
  dismiss: 'Hide',
  took: (duration: string) => `took ${duration}`,
  startedAt: 'Begun',
  failed: (label: string) => `${label}: this did not work`,
  done: (label: string) => `${label}: done`,
  cancelled: (label: string) => `${label}: cancelled, and undone`,
  emptyTitle: 'Nothing has happened yet',
  emptyText: 'Everything that is done to this instance is listed here, with its steps and its log.',
}

export const toasts = {
  label: 'News',
  done: (label: string, name: string) => `${name}: ${label} is done`,
  failed: (label: string, name: string) => `${name}: ${label} did not work`,
  cancelled: (label: string, name: string) => `${name}: ${label} was cancelled`,
  purged: (name: string) => `${name} is deleted for good`,
  by: (who: string) => `Begun by ${who}.`,
  byYou: 'Begun by you.',
  show: (name: string) => `Show ${name}`,
  many: (n: number) => `${n} tasks ended while the connection was lost`,
  manyText: 'The instances’ pages show how.',
  untold: (n: number) => `${n} tasks that you began have ended`,
  untoldText: (failed: number) =>
    failed === 0
      ? 'All of them are done. The instances’ pages show how.'
      : `${failed} of them did not work. The instances’ pages show how.`,
  dismiss: 'Hide this message',
}
