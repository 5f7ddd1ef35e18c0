import type { z } from 'zod'
import type { Instance } from '../../domain/instance.ts'
import { toLabels, toNotes } from '../../domain/labels.ts'
import { showFolder, toProjectFolder } from '../../domain/project-folder.ts'
import type { InstanceUpdate } from '../../domain/store.ts'
import { describeOpen } from '../../domain/study-open.ts'
import { checkChosenVersions } from '../../otree/chosen-versions.ts'
import type { instanceUpdate } from '../contract/instance.ts'
import { checkOpenUntil } from '../open-until.ts'

/** What somebody sets by hand, looked at. */
export interface InstanceChange {
  readonly update: Pick<InstanceUpdate, 'versions' | 'projectFolder' | 'labels' | 'openUntil'>
  /** undefined: they stay. */
  readonly notes?: string
}

/** @throws ManagerError `invalid_input`, `project.unsupported_otree` */
export function toChange({ versions: { otree, python } }: Instance, body: z.output<typeof instanceUpdate>): InstanceChange {
  const { otreeVersion = otree, pythonVersion = python, projectFolder, labels, notes, openUntil } = body
  const versions = { otree: otreeVersion, python: pythonVersion }
  const setsVersions = body.otreeVersion !== undefined || body.pythonVersion !== undefined
  if (setsVersions) checkChosenVersions(versions)
  const update = {
    ...(setsVersions ? { versions } : {}),
    ...(projectFolder === undefined ? {} : { projectFolder: toProjectFolder(projectFolder ?? '.') }),
    ...(labels === undefined ? {} : { labels: toLabels(labels) }),
    ...(openUntil === undefined ? {} : { openUntil: checkOpenUntil(openUntil) }),
  }
  return { update, ...(notes === undefined ? {} : { notes: toNotes(notes) }) }
}

/** For the audit log; what notes say is nobody else's business. */
export function describeChange({ update: { versions, projectFolder, labels, openUntil }, notes }: InstanceChange): string {
  const chosen = versions ? [`oTree ${versions.otree ?? 'auto'}`, `Python ${versions.python ?? 'auto'}`] : []
  return [
    ...chosen,
    ...(projectFolder === undefined ? [] : [`folder ${showFolder(projectFolder)}`]),
    ...(labels === undefined ? [] : [`labels ${JSON.stringify(labels)}`]),
    ...(notes === undefined ? [] : ['notes']),
    ...(openUntil === undefined ? [] : [openUntil === null ? 'study ended' : `study open until ${openUntil}`]),
  ].join(', ')
}

/** What holds from now on, and from when on the rest does. */
export function toNotice(instance: Pick<Instance, 'name' | 'deploymentId'>, { update, notes }: InstanceChange): string {
  const { labels, openUntil, ...forCode } = update
  const sentences = [
    ...(Object.keys(forCode).length === 0 ? [] : [toCodeNotice(instance, forCode)]),
    ...(labels === undefined ? [] : [toLabelsNotice(labels)]),
    ...(notes === undefined ? [] : [notes === '' ? 'There are no notes any more.' : 'The notes are kept.']),
    ...(openUntil === undefined ? [] : [toStudyNotice(instance.name, openUntil)]),
  ]
  return sentences.join(' ')
}

const toStudyNotice = (name: string, openUntil: string | null): string =>
  openUntil === null ? `The study on "${name}" has ended.` : `${describeOpen(name, openUntil)}; what would disturb it is refused.`

function toLabelsNotice(labels: readonly string[]): string {
  if (labels.length === 0) return 'There are no labels any more.'
  return `Its ${labels.length === 1 ? 'label is' : 'labels are'} ${labels.map((label) => `"${label}"`).join(', ')}.`
}

function toCodeNotice(
  { name, deploymentId }: Pick<Instance, 'name' | 'deploymentId'>,
  { versions, projectFolder }: InstanceChange['update'],
): string {
  const folder =
    projectFolder === undefined ? [] : [projectFolder === null ? 'The project is at the top' : `The project is "${projectFolder}"`]
  const what = [...(versions ? [describeVersions(versions)] : []), ...folder].join('. ')
  return deploymentId === null
    ? `${what}, and will be used when code comes.`
    : `${what}, which takes effect at the next deployment. To deploy the same code again: otm deploy ${name} --again`
}

function describeVersions({ otree, python }: NonNullable<InstanceChange['update']['versions']>): string {
  const set = [...(otree === null ? [] : [`oTree ${otree}`]), ...(python === null ? [] : [`Python ${python}`])].join(' and ')
  if (set === '') return "The versions of oTree and Python are the project's own again"
  return `${set} ${otree !== null && python !== null ? 'are' : 'is'} set`
}
