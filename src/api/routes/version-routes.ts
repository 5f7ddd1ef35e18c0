import type { z } from 'zod'
import type { Instance } from '../../domain/instance.ts'
import { showFolder, toProjectFolder } from '../../domain/project-folder.ts'
import type { InstanceUpdate } from '../../domain/store.ts'
import { checkChosenVersions } from '../../otree/chosen-versions.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { instanceUpdate } from '../contract/instance.ts'
import type { Handlers } from '../handler.ts'
import { toInstanceDetail } from '../views/instance-view.ts'
import { toPackagesView } from '../views/packages-view.ts'

/** What is installed for an instance, and what the next deployment shall take. */
export const versionRoutes = (deps: ApiDeps): Handlers<'showPackages' | 'updateInstance'> => ({
  async showPackages({ thing }) {
    return toPackagesView(thing, thing.deploymentId === null ? undefined : await deps.store.deployments.find(thing.deploymentId))
  },

  async updateInstance({ caller, access, thing, body, audit }) {
    const update = toUpdate(thing, body)
    audit({ detail: describe(update) })
    const instance = await deps.store.instances.update(thing.id, update)
    deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
    return { ...(await toInstanceDetail(deps, { caller, access }, instance)), notice: toNotice(instance, update) }
  },
})

type Change = Pick<InstanceUpdate, 'versions' | 'projectFolder'>

/** @throws ManagerError `invalid_input`, `project.unsupported_otree` */
function toUpdate({ versions: { otree, python } }: Instance, body: z.output<typeof instanceUpdate>): Change {
  const { otreeVersion = otree, pythonVersion = python, projectFolder } = body
  const versions = { otree: otreeVersion, python: pythonVersion }
  const setsVersions = body.otreeVersion !== undefined || body.pythonVersion !== undefined
  if (setsVersions) checkChosenVersions(versions)
  const folder = projectFolder ?? '.'
  return { ...(setsVersions ? { versions } : {}), ...(projectFolder === undefined ? {} : { projectFolder: toProjectFolder(folder) }) }
}

/** For the audit log. */
function describe({ versions, projectFolder }: Change): string {
  const chosen = versions ? [`oTree ${versions.otree ?? 'auto'}`, `Python ${versions.python ?? 'auto'}`] : []
  return [...chosen, ...(projectFolder === undefined ? [] : [`folder ${showFolder(projectFolder)}`])].join(', ')
}

function toNotice({ name, deploymentId }: Instance, { versions, projectFolder }: Change): string {
  const folder =
    projectFolder === undefined ? [] : [projectFolder === null ? 'The project is at the top' : `The project is "${projectFolder}"`]
  const what = [...(versions ? [describeVersions(versions)] : []), ...folder].join('. ')
  return deploymentId === null
    ? `${what}, and will be used when code comes.`
    : `${what}, which takes effect at the next deployment. To deploy the same code again: otm deploy ${name} --again`
}

function describeVersions({ otree, python }: NonNullable<Change['versions']>): string {
  const set = [...(otree === null ? [] : [`oTree ${otree}`]), ...(python === null ? [] : [`Python ${python}`])].join(' and ')
  if (set === '') return "The versions of oTree and Python are the project's own again"
  return `${set} ${otree !== null && python !== null ? 'are' : 'is'} set`
}
