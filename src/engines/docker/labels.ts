import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { Purpose } from '../local/sandbox-spec.ts'

/** What tells the containers of this data directory from those of others on the same daemon: 8 hexadecimal digits. */
export const toInstallation = (dataDir: string): string => createHash('sha256').update(dataDir).digest('hex').slice(0, 8)

export const installationLabel = 'otm.installation'
export const instanceLabel = 'otm.instance'
export const kindLabel = 'otm.kind'
/** Of what outlives the manager: the id in its record. */
export const processLabel = 'otm.process'

export interface Owner {
  readonly installation: string
  readonly purpose: Purpose
}

/** By which everything of ours is found again. */
export const toLabels = ({ installation, purpose: { kind, instance } }: Owner): Record<string, string> => ({
  [installationLabel]: installation,
  [kindLabel]: kind,
  ...(instance === null ? {} : { [instanceLabel]: instance.id }),
})

/** The name of the container of a process that outlives the manager. @param mark  the directory of its sockets, below one of its instance's */
export const toContainerName = (installation: string, mark: string): string =>
  `otm-${installation}-${basename(dirname(mark))}-${basename(mark)}`
