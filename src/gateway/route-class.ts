/** Beginnings of oTree's paths, and what kind of page is behind them. */
const otreeClasses: readonly (readonly [string, string])[] = [
  ['/p/', 'page'],
  ['/static/', 'static'],
  ['/room/', 'entry'],
  ['/join/', 'entry'],
  ['/InitializeParticipant/', 'entry'],
  ['/api/', 'rest'],
]

const managerClasses: readonly (readonly [string, string])[] = [
  ['/api/', 'api'],
  ['/git/', 'git'],
  ['/lobby/', 'lobby'],
  ['/assets/', 'static'],
]

/** What a log may say of a path of oTree: never codes, labels, hashes or queries. */
export const toRouteClass = (path: string): string => classOf(path, otreeClasses) ?? 'other'

/** The same for paths of the dashboard. */
export const toManagerRouteClass = (path: string): string => classOf(path, managerClasses) ?? 'dashboard'

const classOf = (path: string, classes: readonly (readonly [string, string])[]): string | undefined =>
  classes.find((entry) => path.startsWith(entry[0]))?.[1]
