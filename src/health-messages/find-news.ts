import { type HealthCheck, type HealthNews, toRank } from '../domain/health-messages.ts'

/** As what each check was told that is not well again, by its name. */
export type Told = ReadonlyMap<string, 'warning' | 'error'>

/** What is remembered from look to look. */
export interface Memory {
  readonly told: Told
  readonly spells: ReadonlyMap<string, Spell>
}

/** Since when on end, in ms of a clock that only goes forward; null: it is not so. */
interface Spell {
  readonly ok: number | null
  readonly unwell: number | null
  readonly error: number | null
}

/** What comes and goes within it is no news: five minutes, and a second less, since looks once a minute are not to the millisecond. */
const patienceMs = 5 * 60_000 - 1000

/** At the start, and after a restart: what was told is known, and the patience begins anew. */
export const remember = (told: Told): Memory => ({ told, spells: new Map() })

/** Decides what people are to be told after one look: what has not been well for five minutes, once; once more when a warning has become an error; that what was told is well
 * again. Pure. @param checks  all that were looked at; of several with one name the worst counts, and one that is not there is well */
export function findNews(
  before: Memory,
  checks: readonly HealthCheck[],
  now: number,
): { readonly news: HealthNews; readonly memory: Memory } {
  const all = toWorst(checks, before.told)
  const spells = new Map(all.map(({ name, state }) => [name, toSpell(before.spells.get(name), state, now)]))
  const isLong = (name: string, how: keyof Spell): boolean => now - (spells.get(name)?.[how] ?? now) >= patienceMs
  const isNew = ({ name }: HealthCheck): boolean => isNewsOf(before.told.get(name), (how) => isLong(name, how))
  const worse = all.filter(isNew).sort(errorsFirst)
  const wellAgain = all.filter(({ name }) => before.told.has(name) && isLong(name, 'ok'))
  const still = all.filter((check) => check.state !== 'ok' && !worse.includes(check)).sort(errorsFirst)
  return { news: { worse, wellAgain, still }, memory: { told: toTold(before.told, worse, wellAgain), spells } }
}

/** @param isLong  whether it has been so for long enough */
function isNewsOf(told: 'warning' | 'error' | undefined, isLong: (how: keyof Spell) => boolean): boolean {
  return told === undefined ? isLong('unwell') : told === 'warning' && isLong('error')
}

const toSpell = (before: Spell | undefined, state: HealthCheck['state'], now: number): Spell => ({
  ok: state === 'ok' ? (before?.ok ?? now) : null,
  unwell: state === 'ok' ? null : (before?.unwell ?? now),
  error: state === 'error' ? (before?.error ?? now) : null,
})

const errorsFirst = (one: HealthCheck, other: HealthCheck): number => toRank(other.state) - toRank(one.state)

/** One for each name; also for those that were told and are not looked at any more, such as an engine that was away. */
function toWorst(checks: readonly HealthCheck[], told: Told): readonly HealthCheck[] {
  const worst = new Map<string, HealthCheck>()
  for (const check of checks) {
    const known = worst.get(check.name)
    if (known === undefined || toRank(check.state) > toRank(known.state)) worst.set(check.name, check)
  }
  const gone = [...told.keys()].filter((name) => !worst.has(name))
  return [...worst.values(), ...gone.map((name) => ({ name, state: 'ok', detail: '', remedy: null }) as const)]
}

/** Each is noted as what the message says that it is, so that no second one says the same. */
function toTold(before: Told, worse: readonly HealthCheck[], wellAgain: readonly HealthCheck[]): Told {
  const told = new Map(before)
  for (const { name, state } of worse) if (state !== 'ok') told.set(name, state)
  for (const { name } of wellAgain) told.delete(name)
  return told
}
