import { join } from 'node:path'
import type { Instance } from '../../src/domain/instance.ts'
import { startTestGateway, type TestGateway } from '../../src/gateway/test-gateway.ts'
import { aTable } from '../../src/gateway/test-routes.ts'
import type { Push, PushResult } from '../../src/git/push.ts'
import { toRepositoryDirectory } from '../../src/git/repository-directory.ts'
import { findLeftovers } from './git-server.ts'
import { openTestApi, type TestApi } from './test-api.ts'

/** git over HTTP through a real gateway, over a real store and real repositories; what deploying means is the test's. */
export interface GitHttpServer {
  readonly api: TestApi
  readonly gateway: TestGateway
  /** e.g. `http://localhost:41234` */
  readonly origin: string
  /** Set this before a push. The first accepts everything. */
  onPush: (push: Push) => Promise<PushResult>
  addInstance(name: string, owner: string): Promise<Instance>
  /** Of an instance, with a token as the password, if there is one. */
  url(name: string, token?: string): string
  leftovers(instance: Instance): Promise<readonly string[]>
  stop(): Promise<void>
}

export async function startGitHttpServer({ maxPushMib = 60 }: { readonly maxPushMib?: number } = {}): Promise<GitHttpServer> {
  const gateway = await startTestGateway(null)
  const origin = `http://localhost:${gateway.port}`
  const world: Pick<GitHttpServer, 'onPush'> = { onPush: async () => ({ accepted: true }) }
  const api = await openTestApi({ publicUrl: origin, maxPushMib, onPush: (push) => world.onPush(push) })
  const socketPath = join(api.dataDir, 'http.sock')
  await api.app.listen({ path: socketPath })
  gateway.traffic.setTable(aTable([], socketPath))
  return Object.assign(world, {
    api,
    gateway,
    origin,
    addInstance: async (name: string, owner: string) => {
      const instance = await api.instance(name, owner)
      await api.repositories.create(instance.id)
      return instance
    },
    url: (name: string, token?: string) => `http://${token === undefined ? '' : `git:${token}@`}localhost:${gateway.port}/git/${name}`,
    leftovers: (instance: Instance) => findLeftovers(toRepositoryDirectory(api.dataDir, instance.id)),
    stop: async () => {
      await gateway.stop()
      await api.close()
    },
  })
}
