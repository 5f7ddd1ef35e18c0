import type { Deployment } from '../domain/deployment.ts'
import type { Instance } from '../domain/instance.ts'

const kept = 10

/** The deployments that can still be run: what serves visitors, what is being built, and the last ones that did not fail.
 * @param all  newest first */
export const keptDeployments = <D extends Pick<Deployment, 'id' | 'state'>>(
  all: readonly D[],
  { deploymentId }: Pick<Instance, 'deploymentId'>,
): D[] => {
  const last = new Set(all.filter(({ state }) => state !== 'failed').slice(0, kept))
  return all.filter((each) => last.has(each) || each.id === deploymentId)
}
