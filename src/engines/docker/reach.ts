import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Purpose } from '../local/sandbox-spec.ts'
import type { Firewall, FirewallState } from './networks/firewall.ts'
import type { Networks } from './networks/networks.ts'
import { findResolvers } from './networks/resolvers.ts'

/** How a container reaches the world. */
export interface Connection {
  /** What `HostConfig.NetworkMode` takes. */
  readonly network: string
  /** Name servers; empty: as the daemon says. */
  readonly resolvers: readonly string[]
}

export const noConnection: Connection = { network: 'none', resolvers: [] }

/** Who reaches what: instances with Internet each by a network of their own, builds by one for all, and all of them behind the firewall. */
export interface Reach {
  /** @throws ManagerError `engine.unavailable` where the firewall cannot be had, for instances */
  connect(purpose: Purpose): Promise<Connection>
  /** Puts the firewall up again, should it be gone although it is needed. */
  mend(): Promise<void>
  remove(id: InstanceId): Promise<void>
  /** Sentences about what is not as it should be. */
  notes(): Promise<readonly string[]>
}

export function createReach({ networks, firewall }: { readonly networks: Networks; readonly firewall: Firewall }): Reach {
  let last: FirewallState | undefined
  const apply = async (): Promise<FirewallState> => {
    last = await firewall.apply()
    return last
  }
  return {
    connect: async ({ kind, instance }) => {
      const owner = kind === 'build' ? null : (instance?.id ?? null)
      const { name } = await networks.ensure(owner)
      const state = await apply() // once there is a network, the daemon has its own rules
      if (!state.isUp && owner !== null) throw new ManagerError('engine.unavailable', state.reason)
      return { network: name, resolvers: await findResolvers() }
    },
    mend: async () => {
      if ((await networks.list()).length > 0 && !(await firewall.isUp())) await apply()
    },
    remove: (id) => networks.remove(id),
    notes: async () => toNotes(last ?? (await apply())),
  }
}

const toNotes = (state: FirewallState): readonly string[] =>
  state.isUp
    ? state.warnings
    : [
        state.reason,
        'While packages are installed, their code reaches the network of this machine. Give accounts only to people whom you trust.',
      ]
