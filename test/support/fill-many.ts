import { newInstanceSecrets } from '../../src/api/new-secrets.ts'
import { toInstanceName, toUsername } from '../../src/domain/names.ts'
import type { Store } from '../../src/domain/store.ts'
import { toSampleDeployment } from '../../web/testing/sample-deployments.ts'

/** Stopped instances with a deployment each, as a large laboratory has them: `study-001` … of these owners in turn. Written into the store alone. */
export async function fillMany(store: Store, count: number, owners: readonly string[]): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const owner = toUsername(owners[number % owners.length] ?? '')
    const instance = await store.instances.create({ name: toStudyName(number), owner, secrets: newInstanceSecrets() })
    const facts = { operationId: `o${number}`, subject: `Payoffs of treatment ${number % 7}`, state: 'active', minutes: number } as const
    const deployment = toSampleDeployment({ instance, ...facts })
    await store.deployments.save({ ...deployment, artifact: deployment.artifact && { ...deployment.artifact, lock: realLock } })
    await store.instances.update(instance.id, { state: 'stopped', wanted: 'stopped', deploymentId: deployment.id })
  }
}

export const toStudyName = (number: number) => toInstanceName(`study-${String(number).padStart(3, '0')}`)

/** As large as those of real projects, 60 kB. */
const realLock = `package==1.0 --hash=sha256:${'0'.repeat(64)}\n`.repeat(640)
