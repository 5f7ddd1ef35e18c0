import type { Capabilities } from '../../domain/engine.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { toSentence } from './failed-check.ts'

const isolation: Readonly<Record<Capabilities['isolation'], string>> = {
  none: 'Instances are not kept apart: one can read the files of another.',
  uid: 'Instances are kept apart as different users of the machine.',
  sandbox: 'Instances are kept apart by a sandbox each.',
  'sandbox+uid': 'Instances are kept apart by a sandbox and a user each.',
  container: 'Instances are kept apart by a container each.',
}

/** Whether instances can run here, and how well they are kept apart. */
export async function checkEngine({ engine }: Pick<ApiDeps, 'engine'>): Promise<Check[]> {
  try {
    const { others = [], away = [], ...found } = await engine.capabilities()
    return [...toChecks(found), ...others.map(toOther), ...away.map(toAway)]
  } catch (error) {
    return [{ name: 'engine', state: 'error', detail: `Instances cannot run: ${toSentence(error)}`, remedy: "Look at the manager's log." }]
  }
}

function toChecks(found: Capabilities): Check[] {
  const { postgresVersion, pythons, notes, memoryLimit, networkIsolation } = found
  const remedy = notes.length > 0 ? notes.join(' ') : null
  return [
    { name: 'engine', state: 'ok', detail: `Instances run as ${nouns[found.engine]} with PostgreSQL ${postgresVersion}.`, remedy: null },
    { name: 'isolation', state: toIsolationState(found), detail: isolation[found.isolation], remedy },
    {
      name: 'network',
      state: 'ok',
      detail: networkIsolation ? 'An instance can be cut off from the network.' : 'Instances share the network of the machine.',
      remedy: null,
    },
    {
      name: 'memory',
      state: 'ok',
      detail: memoryLimit ? 'The memory of an instance is limited.' : 'The memory of an instance is not limited on this machine.',
      remedy: null,
    },
    checkPythons(pythons),
  ]
}

const toAway = (detail: string): Check => ({ name: 'engine away', state: 'error', detail, remedy: null })

/** One that only some instances are on. */
const toOther = (found: Capabilities): Check => ({
  name: `engine ${found.engine}`,
  state: 'ok',
  detail: `Some instances run as ${nouns[found.engine]} with PostgreSQL ${found.postgresVersion}. ${isolation[found.isolation]}`,
  remedy: found.notes.length > 0 ? found.notes.join(' ') : null,
})

const nouns: Readonly<Record<Capabilities['engine'], string>> = {
  process: 'processes',
  docker: 'containers',
  swarm: 'containers on several machines',
}

const toIsolationState = ({ isolation }: Capabilities): Check['state'] => (isolation === 'none' ? 'warning' : 'ok')

const checkPythons = (pythons: readonly string[]): Check =>
  pythons.length > 0
    ? { name: 'python', state: 'ok', detail: `Python ${pythons.join(', ')} can be used.`, remedy: null }
    : { name: 'python', state: 'warning', detail: 'No Python was found.', remedy: 'Install Python 3.12, for instance: apt install python3' }
