import { toCopiedSettings, toCopyInput } from '../../actions/copy-input.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import { toInstanceName, type Username } from '../../domain/names.ts'
import type { Person } from '../../domain/person.ts'
import type { Caller } from '../../domain/policy.ts'
import type { ApiDeps } from '../api-deps.ts'
import { isSuperUser, toCreator } from '../caller.ts'
import type { Handlers } from '../handler.ts'
import { newInstanceSecrets } from '../new-secrets.ts'
import { startOperation } from '../start-operation.ts'
import { toReservedHere } from './instance-routes.ts'

/** Another instance like one that somebody may look into, as far as they may create one. */
export const copyInstanceRoutes = (deps: ApiDeps): Handlers<'copyInstance'> => ({
  async copyInstance({ caller, thing: source, body, audit, request }) {
    audit({ detail: `to ${body.name.slice(0, 64)}${body.withData ? ' with all data' : ''}` })
    const name = toInstanceName(body.name, toReservedHere(deps))
    const person = await findOwner(deps, caller, body.owner ?? toDefaultOwner(caller, source))
    const owner = person.username
    await deps.engine.capabilities() // whatever is away can neither make it nor clear it away again, so nothing is begun
    const given = { name, owner, creator: toCreator(caller, person), secrets: newInstanceSecrets(), engine: source.engine }
    const made = await deps.store.instances.create(given)
    try {
      const copy = await deps.store.instances.update(made.id, toCopiedSettings(source, isSuperUser(caller)))
      await deps.store.instanceSettings.copyVariables(source.id, made.id)
      const input = toCopyInput(source, { name, owner, withData: body.withData })
      return await startOperation(deps, { caller, thing: copy, auditThing: source, audit, request }, 'copy-instance', { ...input })
    } catch (error) {
      await deps.store.instances.remove(made.id)
      throw error
    } finally {
      deps.events.publish({ topic: 'instance', name, owner })
    }
  },
})

/** The server itself owns nothing. */
const toDefaultOwner = (caller: Caller, { owner }: Instance): string => (caller.kind === 'person' ? caller.username : owner)

/** @throws ManagerError `not_allowed`, `not_found`, `conflict` */
async function findOwner({ store }: ApiDeps, caller: Caller, username: string): Promise<Person> {
  const isOwn = caller.kind === 'person' && caller.username === username
  if (!isOwn && !isSuperUser(caller)) {
    throw new ManagerError('not_allowed', 'You can copy an instance for yourself only. Hand the copy over afterwards, or ask a super-user.')
  }
  const person = await store.people.find(username as Username)
  if (!person) throw new ManagerError('not_found', `There is nobody with the username "${username.slice(0, 64)}", so nothing was copied.`)
  if (person.active) return person
  throw new ManagerError('conflict', `The account of "${username}" is deactivated, so nothing was copied. Choose somebody else.`)
}
