import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type GitClient, makeGitClient } from './git-client.ts'
import { OtreeApi } from './otree-api.ts'
import { type ManagerOptions, makeDataDir, type RunningManager, removeDataDir, startManager } from './running-manager.ts'

/** A laboratory at work: a manager, the super-user `ada`, the experimenter `berta`, and her computer. */
export interface Laboratory {
  manager: RunningManager
  readonly dataDir: string
  /** Scratch space outside of the data directory. */
  readonly scratch: string
  /** Starts the manager again on the same data and ports, with the same settings, e.g. after it was killed. */
  restart(options?: Partial<ManagerOptions>): Promise<void>
  /** Makes an instance of berta's. */
  createInstance(name: string): Promise<void>
  /** A clone of a project with a remote named after the instance; berta's key is known to the manager. */
  clone(name: string, source: string): Promise<GitClient>
  origin(name: string): string
  otreeApi(name: string): Promise<OtreeApi>
  close(): Promise<void>
}

export const passwords = { ada: 'correct horse battery', berta: 'staple paper clip' }

export async function openLaboratory(options: Partial<ManagerOptions> = {}): Promise<Laboratory> {
  const dataDir = await makeDataDir()
  const scratch = join(dataDir, '..', 'scratch')
  await mkdir(scratch)
  const laboratory = toLaboratory(await startManager({ ...options, dataDir }), { ...options, dataDir }, scratch)
  const { manager } = laboratory
  await manager.otmJson('setup', '--username', 'ada', '--email', 'ada@example.edu', '--name', 'Ada', '--password-stdin', {
    input: passwords.ada,
  })
  await manager.otmJson('users', 'create', '--username', 'berta', '--email', 'berta@example.edu', '--name', 'Berta')
  return laboratory
}

function toLaboratory(first: RunningManager, opened: ManagerOptions, scratch: string): Laboratory {
  const { dataDir, env = {} } = opened
  const clients = new Map<string, GitClient>()
  const laboratory: Laboratory = {
    manager: first,
    dataDir,
    scratch,
    async restart(options = {}) {
      const { httpPort, sshPort } = laboratory.manager
      laboratory.manager = await startManager({ httpPort, sshPort, ...options, env: { ...env, ...options.env }, dataDir })
    },
    async createInstance(name) {
      await laboratory.manager.otmJson('instances', 'create', name, '--owner', 'berta')
    },
    async clone(name, source) {
      const client = await makeGitClient(join(scratch, `home-${name}`), source)
      const keyFile = `${client.privateKeyFile}.pub`
      await laboratory.manager.otmJson('keys', 'add', `laptop-${name}`, keyFile, '--user', 'berta')
      await client.git('remote', 'add', name, `ssh://git@localhost:${laboratory.manager.sshPort}/${name}`)
      clients.set(name, client)
      return client
    },
    origin: (name) => `http://${name}.localhost:${laboratory.manager.httpPort}`,
    async otreeApi(name) {
      const { restKey } = await laboratory.manager.otmJson<{ restKey: string }>('instances', 'secrets', name)
      return new OtreeApi(laboratory.origin(name), restKey)
    },
    async close() {
      await laboratory.manager.stop()
      await removeDataDir(dataDir)
    },
  }
  return laboratory
}
