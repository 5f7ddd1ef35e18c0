import { createHash } from 'node:crypto'
import type { InstanceId } from '../../../domain/names.ts'

/** Whose network it is; null: that of the installation's builds. */
export type NetworkOwner = InstanceId | null

/** Of all bridges of all installations; the firewall goes by it. */
export const bridgePrefix = 'om-'

/** Name of the network in Docker, e.g. `otm-3f2a-iq4m2zk7a`. */
export const networkName = (installation: string, owner: NetworkOwner): string => `otm-${installation}-${owner ?? 'build'}`

/** Name of the network's bridge on the machine: 15 characters, which is all that Linux allows. */
export const bridgeName = (installation: string, owner: NetworkOwner): string =>
  bridgePrefix + createHash('sha256').update(networkName(installation, owner)).digest('hex').slice(0, 12)
