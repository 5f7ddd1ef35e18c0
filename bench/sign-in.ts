import { toUsername } from '../src/domain/names.ts'
import { openTestApi, type TestApi } from '../test/support/test-api.ts'
import type { BenchResult, BenchRow } from './table.ts'

const people = 12
/** As many as nobody has to wait after. */
const attemptsEach = 4

/** How long a refused sign-in takes, by why it is refused: whoever measures must not learn who exists. */
export async function bench(): Promise<BenchResult> {
  const api = await openTestApi()
  try {
    const attempts = await prepare(api)
    const ms = new Map<Why, number[]>(reasons.map((why) => [why, []]))
    for (const { why, login } of attempts) ms.get(why)?.push(await measure(api, login))
    const unknown = toMedian(ms.get('nobody has the name') ?? [])
    const rows = reasons.slice(1).map((why) => toRow(why, toMedian(ms.get(why) ?? []), unknown))
    return { title: `Refused sign-ins, medians of ${people * attemptsEach}`, rows }
  } finally {
    await api.close()
  }
}

const reasons = ['nobody has the name', 'wrong password', 'wrong password, by e-mail', 'no password chosen yet', 'not active'] as const
type Why = (typeof reasons)[number]

/** Attempts of all kinds, one after the other in turn, so that what slows the machine down slows all alike. */
async function prepare(api: TestApi): Promise<readonly { readonly why: Why; readonly login: string }[]> {
  const attempts: { why: Why; login: string }[] = []
  for (let number = 0; number < people; number++) {
    for (const name of ['by-name', 'by-mail', 'invited', 'inactive']) await makePerson(api, `${name}${number}`)
    await api.accounts.people.update(toUsername(`inactive${number}`), { active: false })
    const logins = [`nobody${number}`, `by-name${number}`, `by-mail${number}@example.org`, `invited${number}`, `inactive${number}`]
    for (let attempt = 0; attempt < attemptsEach; attempt++)
      attempts.push(...reasons.map((why, index) => ({ why, login: logins[index] ?? '' })))
  }
  return attempts
}

async function makePerson({ accounts }: TestApi, username: string): Promise<void> {
  const { invitation } = await accounts.createPerson({ username, name: 'Somebody', email: `${username}@example.org`, role: 'experimenter' })
  if (!username.startsWith('invited')) await accounts.acceptLink(new URL(invitation.url).hash.slice(1), 'correct horse battery')
}

async function measure(api: TestApi, username: string): Promise<number> {
  const began = performance.now()
  const answer = await api.app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { username, password: 'wrong password' } })
  const ms = performance.now() - began
  if (answer.statusCode !== 401) throw new Error(`${username} was answered with ${answer.statusCode}.`)
  return ms
}

const toMedian = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const toRow = (why: Why, ms: number, unknown: number): BenchRow => ({
  what: `${why}: ${ms.toFixed(1)} ms`,
  against: `nobody has the name: ${unknown.toFixed(1)} ms`,
  ratio: ms / unknown,
  goal: '0.95–1.05',
})
