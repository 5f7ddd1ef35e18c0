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
  const { authLevel, production, failure, participants, openUntil, createdAt, engine, allowedActions, labels } = detail
  const facts: (readonly [string, string | Cell])[] = [
    ['name', { text: name, color: 'bold' }],
    ['state', toState(detail)],
    ...(failure === null ? [] : [['failure', { text: failure, color: 'red' }] as const]),
    ['owner', owner],
    ...(openUntil === null ? [] : [['study open', `until ${toTime(openUntil)}`] as const]),
    ['playing', participants === null ? 'not known' : String(participants)],
    ['address', url],
    ...toGit(detail),
    ['commit', commit ?? '–'],
    ['oTree', toVersion(otreeVersion, versions.otree)],
    ['Python', toVersion(pythonVersion, versions.python)],
    ['auth level', `${authLevel}${production ? '' : ', not in production mode'}`],
    ...(allowedActions.includes('instance.move') ? [['engine', engine] as const] : []),
    ...toFormer(detail),
    ...(labels.length > 0 ? [['labels', labels.join(', ')] as const] : []),
    ['created', toTime(createdAt)],
    ...toRooms(detail),
    ...toLast(detail),
    ...toNotes(detail),
    ...detail.warnings.map((warning) => ['warning', { text: warning, color: 'yellow' }] as const),
  ]
  return toFacts(facts, paint)
}

function toFormer({ formerNames, goneAt, partlyDeleted }: InstanceDetail): (readonly [string, string | Cell])[] {
  const former = formerNames.map(({ name, until }) => ['formerly', `${name} (leads here until ${toTime(until)})`] as const)
  return [
    ...former,
    ...(goneAt === null ? [] : [['gone for good', { text: toTime(goneAt), color: 'red' }] as const]),
    ...(partlyDeleted ? [['deleted', { text: 'in part, so it cannot be restored; purge it once more', color: 'red' }] as const] : []),
  ]
}

/** A line for each of theirs. */
const toNotes = ({ notes }: InstanceDetail): (readonly [string, string])[] =>
  notes ? notes.split('\n').map((line, index) => [index === 0 ? 'notes' : '', line] as const) : []

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
