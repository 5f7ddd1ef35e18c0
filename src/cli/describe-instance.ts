import type { InstanceDetail, InstanceSummary } from '../api/contract/instance.ts'
import type { Paint } from './style.ts'
import { type Cell, toFacts, toTable } from './table.ts'
import { toShort, toStateCell, toTime, toVerb } from './words.ts'

export function tabulateInstances(items: readonly InstanceSummary[], paint: Paint): string {
  if (items.length === 0) return 'There are no instances yet.'
  const rows = items.map((item) => [item.name, toState(item), item.owner, toShort(item.lastDeployment?.commit ?? null), item.url])
  return toTable(['name', 'state', 'owner', 'code', 'address'], rows, paint)
}

/** What serves visitors, and what is being done. */
function toState({ state, operation }: InstanceSummary): Cell {
  const cell = toStateCell(state)
  return operation ? { ...cell, text: `${cell.text} (${toVerb(operation.kind)} …)` } : cell
}

export function describeInstance(detail: InstanceDetail, paint: Paint): string {
  const { name, owner, url, commit, otreeVersion, pythonVersion, versions } = detail
  const { authLevel, production, failure, createdAt, engine, allowedActions } = detail
  const facts: (readonly [string, string | Cell])[] = [
    ['name', { text: name, color: 'bold' }],
    ['state', toState(detail)],
    ...(failure === null ? [] : [['failure', { text: failure, color: 'red' }] as const]),
    ['owner', owner],
    ['address', url],
    ...toGit(detail),
    ['commit', commit ?? '–'],
    ['oTree', toVersion(otreeVersion, versions.otree)],
    ['Python', toVersion(pythonVersion, versions.python)],
    ['auth level', `${authLevel}${production ? '' : ', not in production mode'}`],
    ...(allowedActions.includes('instance.move') ? [['engine', engine] as const] : []),
    ['created', toTime(createdAt)],
    ...toRooms(detail),
    ...toLast(detail),
    ...detail.warnings.map((warning) => ['warning', { text: warning, color: 'yellow' }] as const),
  ]
  return toFacts(facts, paint)
}

/** What runs, and what was set by hand when that is to come. */
const toVersion = (running: string | null, set: string | null): string =>
  set === null ? (running ?? '–') : `${running ?? '–'} (set by hand: ${set})`

/** Its repository may not be there yet. */
function toGit({ operation, gitSshUrl, gitHttpsUrl }: InstanceDetail): (readonly [string, string])[] {
  if (gitSshUrl === null) return [] // an assistant looks
  if (operation?.kind === 'create-instance') return [['git', 'as soon as the instance is made']]
  return [
    ['git', gitSshUrl],
    ['or', `${gitHttpsUrl} (an API token is the password)`],
  ]
}

function toRooms({ rooms }: InstanceDetail): (readonly [string, string])[] {
  return rooms.map(({ name, labels, hasLabels, lobbyUrl }) => [
    `room ${name}`,
    `${hasLabels ? `${labels.length} labels` : 'no labels'}, ${lobbyUrl}`,
  ])
}

function toLast({ lastDeployment }: InstanceDetail): (readonly [string, string | Cell])[] {
  if (lastDeployment?.state !== 'failed') return []
  return [['last deploy', { text: `failed: ${lastDeployment.failure ?? 'see its log'}`, color: 'red' }]]
}

/** What comes next after an instance was made. */
export function describePush({ name, gitSshUrl, gitHttpsUrl }: InstanceDetail): string {
  return [
    `${name} is ready for deployment. In the folder of the experiment:`,
    `  git remote add ${name} ${gitSshUrl}`,
    `  git push ${name} main`,
    `or, with an API token as the password: git push ${gitHttpsUrl} main`,
    `or: otm deploy ${name} DIR`,
  ].join('\n')
}
