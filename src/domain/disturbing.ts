import type { OperationKind } from './operation.ts'

/** Whether an operation disturbs people who play: how refusals call it, at the beginning of a sentence; null: it does not, as its visitors notice nothing.
 * @see docs/decisions/0101-what-disturbs.md */
export const disturbing: Readonly<Record<OperationKind, string | null>> = {
  'create-instance': null,
  'deploy-instance': 'New code',
  'start-instance': null,
  'stop-instance': 'Stopping it',
  'sleep-instance': 'Falling asleep',
  'restart-instance': null,
  'delete-instance': 'Moving it to the trash',
  'restore-instance': null,
  'reset-database': 'Deleting all sessions and data',
  'move-instance': 'Moving it',
  'rename-instance': 'Renaming it',
  'copy-instance': null,
  'purge-instance': null,
  'set-password': 'A new admin password',
  'change-settings': null,
  'scale-instance': null,
}
