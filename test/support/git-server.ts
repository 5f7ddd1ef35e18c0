import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from '../../src/domain/instance.ts'
import type { Operation } from '../../src/domain/operation.ts'
import type { Repositories } from '../../src/domain/repositories.ts'
import type { Push, PushResult } from '../../src/git/push.ts'
import { createReceiver, type Receiver } from '../../src/git/receiver.ts'
import { createRepositories } from '../../src/git/repositories.ts'
import { toRepositoryDirectory } from '../../src/git/repository-directory.ts'
import { loadHostKey } from '../../src/git/ssh/host-key.ts'
import { type SshServer, startSshServer } from '../../src/git/ssh/server.ts'
import { newId } from '../../src/lib/ids.ts'
import { toDeployKeyFacts } from '../../src/ssh-keys/keys.ts'
import { newInstance, type TemporaryStore, temporaryStore } from '../../src/store/testing/temporary-store.ts'

/** A git server over a real store and real repositories; what deploying means is the test's. */
export interface GitServer {
  readonly dataDir: string
  readonly port: number
  readonly opened: TemporaryStore
  readonly repositories: Repositories
  readonly receiver: Receiver
  /** Set these before a push. The first accepts everything. */
  onPush: (push: Push) => Promise<PushResult>
  operation: Operation | null
  /** Pushes that were taken, and what nobody expected. */
  readonly pushed: { readonly instance: Instance; readonly commit: string }[]
  readonly reports: unknown[]
  addPerson(username: string, options?: { readonly superUser?: boolean; readonly publicKey?: string }): Promise<void>
  addKey(username: string, publicKey: string): Promise<void>
  addInstance(name: string, owner: string): Promise<Instance>
  url(name: string): string
  /** Files of a push that should not be there any more. */
  leftovers(instance: Instance): Promise<readonly string[]>
  stopSsh(): Promise<void>
  stop(): Promise<void>
}

export async function startGitServer({ maxPushMib = 20 }: { readonly maxPushMib?: number } = {}): Promise<GitServer> {
  const opened = await temporaryStore()
  const { dataDir, store } = opened
  const repositories = createRepositories({ dataDir })
  let port = 0
  const world: Pick<GitServer, 'onPush' | 'operation' | 'pushed' | 'reports'> & { receiver?: Receiver } = {
    onPush: async () => ({ accepted: true }),
    operation: null,
    pushed: [],
    reports: [],
  }
  const report = (error: unknown): void => void world.reports.push(error)
  const receiver = await createReceiver({
    dataDir,
    socketPath: join(dataDir, 'run', 'hook.sock'),
    toGitUrl: (name) => `ssh://git@127.0.0.1:${port}/${name}`,
    onPush: (push) => world.onPush(push),
    onPushed: async ({ instance, commit }) => {
      await repositories.setMain(instance.id, commit)
      world.pushed.push({ instance, commit })
    },
    currentOperation: () => world.operation,
    report,
  })
  const ssh: SshServer = await startSshServer({
    host: '127.0.0.1',
    port: 0,
    hostKey: await loadHostKey(dataDir),
    dataDir,
    store,
    receiver,
    maxPushMib,
    report,
  })
  port = ssh.port
  const addKey = async (username: string, publicKey: string): Promise<void> => {
    const { comment, ...facts } = toDeployKeyFacts(publicKey)
    await store.keys.add({ ...facts, name: comment, username: username as Instance['owner'] })
  }
  return Object.assign(world, {
    dataDir,
    port,
    opened,
    repositories,
    receiver,
    addKey,
    addPerson: async (username: string, { superUser = false, publicKey }: { superUser?: boolean; publicKey?: string } = {}) => {
      await addUser(opened, username, superUser)
      if (publicKey !== undefined) await addKey(username, publicKey)
    },
    addInstance: async (name: string, owner: string) => {
      const instance = await store.instances.create(newInstance(name, owner))
      await repositories.create(instance.id)
      return instance
    },
    url: (name: string) => `ssh://git@127.0.0.1:${port}/${name}`,
    leftovers: (instance: Instance) => findLeftovers(toRepositoryDirectory(dataDir, instance.id)),
    stopSsh: () => ssh.close(),
    stop: async () => {
      await ssh.close()
      await receiver.close()
      await opened.remove()
    },
  })
}

async function addUser({ database }: TemporaryStore, username: string, superUser: boolean): Promise<void> {
  const now = new Date().toISOString()
  const row = { id: newId('u', 8), name: username, email: `${username}@example.org`, username, banned: 0, createdAt: now }
  const unknownColumns = { emailVerified: 1, updatedAt: now }
  await database
    .insertInto('user')
    .values({ ...row, ...unknownColumns, role: superUser ? 'super-user' : 'experimenter' })
    .execute()
}

/** What pushes must not leave in a repository. */
export async function findLeftovers(repository: string): Promise<readonly string[]> {
  // what goes while it is listed is still there in part
  const names = await readdir(join(repository, 'objects'), { recursive: true }).catch(() => ['tmp_going'])
  return names.filter((name) => /tmp_|\.keep$/.test(name))
}

/** A program that `GIT_SSH` names, so that ssh can be ended by its pid. */
export async function writeSshWrapper(
  directory: string,
  options: readonly string[],
): Promise<{ readonly file: string; pid(): Promise<number> }> {
  const file = join(directory, 'ssh-wrapper')
  const pidFile = join(directory, 'ssh.pid')
  await writeFile(file, `#!/bin/sh\necho $$ > '${pidFile}'\nexec ssh ${options.join(' ')} "$@"\n`)
  await chmod(file, 0o700)
  return { file, pid: async () => Number(await readFile(pidFile, 'utf8')) }
}
