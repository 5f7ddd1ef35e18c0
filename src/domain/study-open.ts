import type { Instance } from './instance.ts'

/** Until when a study is open on it; null: none is, or the last one has ended by itself. */
export const toOpenUntil = ({ openUntil }: Pick<Instance, 'openUntil'>, now = Date.now()): string | null =>
  openUntil !== null && Date.parse(openUntil) > now ? openUntil : null

/** e.g. `A study is open on "otree1" until 2026-12-24 22:59 UTC` */
export const describeOpen = (name: string, openUntil: string): string =>
  `A study is open on "${name}" until ${openUntil.slice(0, 16).replace('T', ' ')} UTC`
