import type { HealthCheck } from '../../domain/health-messages.ts'

/** How each state is called; null: it need not be said. */
export type CheckLevels = Readonly<Record<HealthCheck['state'], string | null>>

/** e.g. `disk (warning): 3.1 GiB are free where the data are. Make room.` */
export function describeCheck({ name, state, detail, remedy }: HealthCheck, levels: CheckLevels): string {
  const what = levels[state] === null ? name : `${name} (${levels[state]})`
  const words = [detail, remedy ?? ''].filter((text) => text !== '').join(' ')
  return words === '' ? what : `${what}: ${words}`
}
