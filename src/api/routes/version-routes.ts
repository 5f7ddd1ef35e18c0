import type { ChosenVersions, Instance } from '../../domain/instance.ts'
import { checkChosenVersions } from '../../otree/chosen-versions.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { toInstanceDetail } from '../views/instance-view.ts'
import { toPackagesView } from '../views/packages-view.ts'

/** What is installed for an instance, and what shall be. */
export const versionRoutes = (deps: ApiDeps): Handlers<'showPackages' | 'updateInstance'> => ({
  async showPackages({ thing }) {
    return toPackagesView(thing, thing.deploymentId === null ? undefined : await deps.store.deployments.find(thing.deploymentId))
  },

  async updateInstance({ caller, thing, body, audit }) {
    const { otreeVersion = thing.versions.otree, pythonVersion = thing.versions.python } = body
    const versions = { otree: otreeVersion, python: pythonVersion }
    checkChosenVersions(versions)
    audit({ detail: `oTree ${versions.otree ?? 'auto'}, Python ${versions.python ?? 'auto'}` })
    const instance = await deps.store.instances.update(thing.id, { versions })
    deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
    return { ...(await toInstanceDetail(deps, caller, instance)), notice: toNotice(instance, versions) }
  },
})

function toNotice({ name, deploymentId }: Instance, { otree, python }: ChosenVersions): string {
  const set = [...(otree === null ? [] : [`oTree ${otree}`]), ...(python === null ? [] : [`Python ${python}`])].join(' and ')
  const what =
    set === ''
      ? "The versions of oTree and Python are the project's own again"
      : `${set} ${otree !== null && python !== null ? 'are' : 'is'} set`
  return deploymentId === null
    ? `${what}, and will be used when code comes.`
    : `${what}, which takes effect at the next deployment. To deploy the same code again: otm deploy ${name} --again`
}
