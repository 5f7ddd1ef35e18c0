import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { EngineFact } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { MendDeps } from '../reconciler-options.ts'

interface Belongings {
  database: ChildProcess | null
  readonly processes: Map<string, { readonly child: ChildProcess; active: boolean }>
}

/** An engine whose databases and oTrees are real processes that do nothing: enough to be found, killed and ended. */
export class PocketEngine implements Pick<MendDeps['engine'], 'list' | 'stop' | 'stopDatabase' | 'activate'> {
  readonly calls: string[] = []
  readonly #instances = new Map<InstanceId, Belongings>()

  async list(): Promise<readonly EngineFact[]> {
    return [...this.#instances].map(([instanceId, { database, processes }]) => ({
      instanceId,
      database: isRunning(database) ? 'running' : 'stopped',
      processes: [...processes]
        .filter(([, { child }]) => isRunning(child))
        .map(([processId, { active }]) => ({
          instanceId,
          processId,
          commit: 'a'.repeat(40),
          endpoint: { socketPath: '/nowhere' },
          since: '2026-01-01T00:00:00.000Z',
          active,
        })),
      ended: [],
    }))
  }

  async stop(id: InstanceId, processId: string): Promise<null> {
    this.calls.push(`stop ${processId}`)
    await end(this.#of(id).processes.get(processId)?.child ?? null)
    this.#of(id).processes.delete(processId)
    return null
  }

  async stopDatabase(id: InstanceId): Promise<void> {
    this.calls.push('stop database')
    await end(this.#of(id).database)
  }

  async activate(id: InstanceId, processId: string): Promise<void> {
    const process = this.#of(id).processes.get(processId)
    if (process) process.active = true
  }

  startDatabase(id: InstanceId): void {
    const mine = this.#of(id)
    if (!isRunning(mine.database)) mine.database = idle()
  }

  startProcess(id: InstanceId, processId: string, active = true): void {
    this.#of(id).processes.set(processId, { child: idle(), active })
  }

  /** As the machine would: without asking anybody. */
  async kill(id: InstanceId, what: 'database' | 'processes'): Promise<void> {
    const { database, processes } = this.#of(id)
    if (what === 'database') return end(database)
    await Promise.all([...processes.values()].map(({ child }) => end(child)))
  }

  async endAll(): Promise<void> {
    for (const id of this.#instances.keys()) {
      await this.kill(id, 'processes')
      await this.kill(id, 'database')
    }
  }

  #of(id: InstanceId): Belongings {
    const known = this.#instances.get(id)
    if (known) return known
    const made: Belongings = { database: null, processes: new Map() }
    this.#instances.set(id, made)
    return made
  }
}

const idle = (): ChildProcess => spawn('sleep', ['600'], { stdio: 'ignore' })

const isRunning = (child: ChildProcess | null): child is ChildProcess =>
  child !== null && child.exitCode === null && child.signalCode === null

async function end(child: ChildProcess | null): Promise<void> {
  if (!isRunning(child)) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
