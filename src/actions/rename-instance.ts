import { toGitSshUrl, toInstanceUrl } from '../domain/addresses.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceName } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'

/** What it is to be called, and how it was called when somebody asked for that. */
export interface RenameInput {
  readonly name: InstanceName
  readonly from: InstanceName
}

/** Calls an instance otherwise. Nothing of it is named by its name, so nothing stops: what changes are its addresses, and the former ones lead to it for 30 days.
 * @see docs/decisions/0104-renaming-keeps-pages-that-are-open.md */
export const renameInstance = (deps: Deps): OperationDefinition<RenameInput> => ({
  kind: 'rename-instance',
  deadlineMs: 60_000,

  async run({ instanceId, step, log, commit }, { name, from }) {
    const { store, settings, events } = deps
    await commit() // the name is taken in one go, or not at all, so there is never anything to undo
    await step('Take the new name', async () => void (await store.instances.update(instanceId, { name })))
    await step('Let the addresses lead there', async () => {
      await announce(deps, instanceId)
      const { owner } = await store.instances.getById(instanceId)
      events.publish({ topic: 'instance', name: from, owner })
    })
    log(`${from} is called ${name} now: ${toInstanceUrl(settings, name)}`)
    log(`Its Git URL is ${toGitSshUrl(settings, name)}. The former addresses lead there for 30 days.`)
  },

  undo: async () => undefined,
})
