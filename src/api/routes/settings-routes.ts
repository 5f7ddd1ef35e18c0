import { assertUncommon } from '../../accounts/password-rules.ts'
import { assertAdminPassword } from '../../domain/admin-password.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { SettingsChange } from '../../domain/instance-settings.ts'
import { changeVariables } from '../../domain/variables.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { OperationAccepted } from '../contract/operation.ts'
import type { Handlers } from '../handler.ts'
import { newAdminPassword } from '../new-secrets.ts'
import { type Asked, startOperation } from '../start-operation.ts'

type Names = 'changeSettings' | 'listVariables' | 'showVariable' | 'setAdminPassword'

/** How an instance's oTree is run, and with which secrets of its own. */
export const settingsRoutes = (deps: ApiDeps): Handlers<Names> => ({
  async changeSettings({ caller, thing, body, audit, request }) {
    const change = toChange(body)
    audit({ detail: describe(change) })
    changeVariables(await deps.store.instanceSettings.getVariables(thing.id), change.variables ?? {}) // said now rather than by a failed task
    return begin(deps, { caller, thing, audit, request }, { kind: 'change-settings', change })
  },

  listVariables: async ({ thing }) => ({ items: [...(await deps.store.instanceSettings.listVariables(thing.id))], next: null }),

  async showVariable({ thing, params: { variable: name }, audit }) {
    audit({ detail: name.slice(0, 100) })
    const all = await deps.store.instanceSettings.getVariables(thing.id)
    const value = Object.hasOwn(all, name) ? all[name] : undefined
    if (value === undefined)
      throw new ManagerError('not_found', `"${thing.name}" has no variable "${name}". Look at the list of its variables.`)
    return { name, value }
  },

  async setAdminPassword({ caller, thing, audit, request, body: { password = newAdminPassword(), disturb } }) {
    assertAdminPassword(password, thing.name)
    await assertUncommon(password)
    return begin(deps, { caller, thing, audit, request, disturb }, { kind: 'set-password', change: { adminPassword: password } })
  },
})

interface Beginning {
  readonly kind: 'change-settings' | 'set-password'
  readonly change: SettingsChange
}

/** The change lies sealed beside the journal until it is in effect. @throws ManagerError `busy`, `playing`, `study_open` */
async function begin(deps: ApiDeps, call: Asked, { kind, change }: Beginning): Promise<OperationAccepted> {
  const { instanceSettings } = deps.store
  const changeId = await instanceSettings.propose(call.thing.id, change)
  try {
    return await startOperation(deps, call, kind, { changeId })
  } catch (error) {
    await instanceSettings.drop(call.thing.id, changeId)
    throw error
  }
}

interface Body {
  readonly variables?: Readonly<Record<string, string | null>> | undefined
  readonly authLevel?: Instance['authLevel'] | undefined
  readonly production?: boolean | undefined
}

const toChange = ({ variables, authLevel, production }: Body): SettingsChange => ({
  ...(variables === undefined ? {} : { variables }),
  ...(authLevel === undefined ? {} : { authLevel }),
  ...(production === undefined ? {} : { production }),
})

/** For the audit log: names, never values. */
function describe({ variables = {}, authLevel, production }: SettingsChange): string {
  const names = (wanted: (value: string | null) => boolean): string =>
    Object.entries(variables)
      .filter(([, value]) => wanted(value))
      .map(([name]) => name)
      .join(' ')
  const [set, removed] = [names((value) => value !== null), names((value) => value === null)]
  const parts = [
    ...(authLevel === undefined ? [] : [`auth level ${authLevel}`]),
    ...(production === undefined ? [] : [`production ${production ? 'on' : 'off'}`]),
    ...(set === '' ? [] : [`set ${set}`]),
    ...(removed === '' ? [] : [`removed ${removed}`]),
  ]
  return parts.join(', ').slice(0, 500)
}
