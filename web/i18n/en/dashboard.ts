/** Texts of the list of instances: what its cards and rows say, and how it is shown. */
export const dashboard = {
  deployed: 'Last deployment',
  notDeployed: 'none yet',
  results: { building: 'being built', active: 'successful', superseded: 'successful', failed: 'failed' },
  cancelled: 'cancelled',
  by: (who: string) => `by ${who}`,
  label: 'Label',
  anyLabel: 'Every label',
  sortedBy: (order: string) => `Sort by: ${order}`,
  reverse: 'Reverse the order',
  view: 'View',
  views: { cards: 'Cards', table: 'Table' },
  trashEmptyTitle: 'The trash is empty',
  trashEmptyText: 'Instances that are moved to the trash wait here, with all their data, until somebody restores them.',
}
