import type { Deployment } from '../../domain/deployment.ts'
import type { Instance } from '../../domain/instance.ts'
import { nameInLine, parseLock } from '../../otree/lock.ts'
import { newerOtree } from '../../otree/versions.ts'
import type { InstancePackages } from '../contract/instance.ts'

/** What is installed, told by what serves visitors; nobody is asked. */
export function toPackagesView({ versions }: Pick<Instance, 'versions'>, active: Deployment | undefined): InstancePackages {
  const artifact = active?.artifact ?? null
  const asked = new Set((artifact?.requirements?.lines ?? ['otree']).map(nameInLine))
  return {
    otreeVersion: artifact?.otreeVersion ?? null,
    pythonVersion: artifact?.pythonVersion ?? null,
    overrides: versions,
    lock: artifact?.lock ?? null,
    packages: parseLock(artifact?.lock ?? '').map(({ name, version }) => ({ name, version, direct: asked.has(name) })),
    newerOtree: artifact === null ? null : newerOtree(artifact.otreeVersion),
  }
}
