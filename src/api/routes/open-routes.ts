import { toInstanceOrigin } from '../../domain/addresses.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import { entryPath } from '../../otree/entry-path.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'

export const openRoutes = (deps: ApiDeps): Handlers<'openInstance'> => ({
  async openInstance({ thing }) {
    assertIsOpen(thing)
    return { url: `${toInstanceOrigin(deps.settings, thing.name)}${entryPath}`, ...(await deps.gateway.issueTicket(thing.siteId)) }
  },
})

/** @throws ManagerError `conflict` */
function assertIsOpen({ name, state, deploymentId }: Instance): void {
  if (state === 'ready' || state === 'asleep') return
  const next =
    deploymentId === null
      ? 'It has no code yet: deploy a project first'
      : state === 'starting'
        ? 'Wait until it is ready'
        : 'Start it first'
  throw new ManagerError('conflict', `"${name}" does not run, so there are no admin pages to open. ${next}.`)
}
