import type { Messages } from '../en.ts'

/** Texts of the list of instances: what its cards and rows say, and how it is shown. */
export const dashboard: Messages['dashboard'] = {
  deployed: 'Bereitstellung',
  notDeployed: 'noch keine',
  results: { building: 'wird gebaut', active: 'erfolgreich', superseded: 'erfolgreich', failed: 'fehlgeschlagen' },
  cancelled: 'abgebrochen',
  by: (who) => `von ${who}`,
  label: 'Schlagwort',
  anyLabel: 'Jedes Schlagwort',
  sortedBy: (order) => `Sortieren nach: ${order}`,
  reverse: 'Reihenfolge umkehren',
  view: 'Ansicht',
  views: { cards: 'Karten', table: 'Tabelle' },
  trashEmptyTitle: 'Der Papierkorb ist leer',
  trashEmptyText: 'Instanzen, die in den Papierkorb verschoben werden, warten hier mit allen Daten, bis jemand sie wiederherstellt.',
}
