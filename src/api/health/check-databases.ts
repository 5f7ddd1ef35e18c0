import type { DatabaseFact } from '../../domain/engine.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { toSentence } from './failed-check.ts'

/** Whether the data of all instances can be read, and will be after the next upgrade of the system. */
export async function checkDatabases({ engine, store }: Pick<ApiDeps, 'engine' | 'store'>): Promise<Check[]> {
  try {
    const names = new Map((await store.instances.list({ withTrashed: true })).map(({ id, name }) => [id as string, name as string]))
    return toDatabaseChecks(await engine.databases(), (id) => names.get(id) ?? id)
  } catch (error) {
    const detail = `Which PostgreSQL the instances need could not be found out: ${toSentence(error)}`
    return [{ name: 'postgresql', state: 'warning', detail, remedy: "Look at the manager's log." }]
  }
}

/** @param nameOf  what people call an instance */
export function toDatabaseChecks(facts: readonly DatabaseFact[], nameOf: (id: string) => string): Check[] {
  const groups = [...Map.groupBy(facts, ({ major, programs }) => `${programs} ${major}`).values()]
  return groups.map((group) => toCheck(group, group.map(({ instanceId }) => nameOf(instanceId)).sort()))
}

function toCheck([first, ...others]: readonly DatabaseFact[], names: readonly string[]): Check {
  if (!first) return { name: 'postgresql', state: 'ok', detail: 'There are no databases yet.', remedy: null }
  const { programs, major, binDir, systemMajor } = first
  const who = others.length === 0 ? `the data of ${names[0]}` : `the data of ${names.length} instances (${names.join(', ')})`
  if (programs === 'there') {
    return { name: 'postgresql', state: 'ok', detail: `PostgreSQL ${major} reads ${who}.`, remedy: null }
  }
  if (programs === 'at-risk') {
    return {
      name: 'postgresql',
      state: 'warning',
      detail: `The system's PostgreSQL is ${systemMajor} meanwhile, but ${who} can only be read by PostgreSQL ${major}, which is still in ${binDir}.`,
      remedy:
        `Keep it before you upgrade or clean up the system (Debian, Ubuntu: apt-mark manual postgresql-${major}, and do not remove it by autoremove), ` +
        `or copy its programs to a place of your own and name that in OTM_POSTGRES_BIN_DIR.`,
    }
  }
  return {
    name: 'postgresql',
    state: 'error',
    detail: `Nothing on this machine can read ${who}: that takes PostgreSQL ${major}, which is no longer in ${binDir}. Nothing is lost; the data are as they were.`,
    remedy: `Install PostgreSQL ${major} again (Debian, Ubuntu: apt install postgresql-${major}), or set OTM_POSTGRES_BIN_DIR to the directory of its programs and start the manager again.`,
  }
}
