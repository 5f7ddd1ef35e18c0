import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, RunSpec } from '../../domain/engine.ts'
import { defaultLimits } from '../../domain/instance.ts'
import { type InstanceId, toInstanceId } from '../../domain/names.ts'
import { newId, newSecret } from '../../lib/ids.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { type EngineUnderTest, engineContract } from '../engine.contract.ts'
import { testSettings } from '../local/environments/testing.ts'
import { instancePaths, processPaths } from '../local/paths.ts'
import { findByArgument } from '../local/proc.ts'
import { readRecord } from '../local/process-record.ts'
import { probeEnvironment } from '../testing/ask.ts'
import { makeProbeProject } from '../testing/probe-project.ts'
import { createProcessEngine } from './process-engine.ts'
import type { SandboxKind } from './sandbox.ts'

async function makeMachine(firstUid: number, kind?: SandboxKind): Promise<EngineUnderTest & { readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-eng-'))
  await chmod(directory, 0o711) // as a data directory for instances without bubblewrap must be
  const settings = { ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') }
  return {
    directory,
    firstUid,
    open: () => createProcessEngine(settings, kind ? { kind } : {}),
    places: (id) => {
      const { root, postgresData, releases, otreeLog, run, postgresSocket } = instancePaths(settings, id)
      return [settings.dataDir, root, postgresData, releases, otreeLog, run, postgresSocket, join(postgresSocket, '.s.PGSQL.5432')]
    },
    leftovers: async (id) => [
      ...(await findByArgument(id)).map((pid) => `process ${pid}`),
      ...[instancePaths(settings, id).root, instancePaths(settings, id).run].filter(existsSync),
      ...['/sys/fs/cgroup/memory/otm', '/sys/fs/cgroup/pids/otm', '/sys/fs/cgroup/otm'].map((group) => join(group, id)).filter(existsSync),
    ],
    close: () => rm(directory, { recursive: true, force: true }),
  }
}

engineContract('process', () => makeMachine(730_000))
if (process.getuid?.() === 0) engineContract('process without bubblewrap', () => makeMachine(735_000, { bubblewrap: null, asRoot: true }))

describe('the manager is killed while it starts a process', () => {
  let machine: Awaited<ReturnType<typeof makeMachine>>
  let engine: Engine
  let spec: Omit<RunSpec, 'processId'>
  let id: InstanceId
  const never = new AbortController().signal

  beforeAll(async () => {
    machine = await makeMachine(740_000)
    engine = await machine.open()
    id = toInstanceId(newId('i', 8))
    const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
    const instance = { id, uid: 740_000, limits: defaultLimits, network: 'none' as const, secrets }
    await engine.create(instance, never)
    const artifact = await engine.prepare({ instance, commit: 'a'.repeat(40), ...(await makeProbeProject()) }, () => undefined, never)
    spec = { instance, artifact, environment: { ...probeEnvironment } }
  })

  const managers: ChildProcess[] = []
  afterEach(() => {
    for (const each of managers.splice(0)) each.kill('SIGKILL') // one that outlived a failed test would keep the run from ending
  })

  afterAll(async () => {
    await engine.remove(id)
    await machine.close()
  })

  const directories = () => ({ dataDir: join(machine.directory, 'data'), runtimeDir: join(machine.directory, 'run') })

  const startInChild = async (processId: string, { waits = false } = {}) => {
    const file = join(machine.directory, 'spec.json')
    await writeFile(file, JSON.stringify({ ...directories(), spec: { ...spec, processId }, waits }))
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'testing', 'start-and-wait.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    managers.push(child)
    const { promise, resolve } = Promise.withResolvers<void>()
    child.stdout.once('data', () => resolve())
    await promise
    return child
  }

  // chosen to fall before the copy, before and after the spawn, into the boot, and after it
  for (const delayMs of [0, 10, 25, 40, 60, 90, 150, 300, 1_000]) {
    it(`finds or finishes everything when that is after ${delayMs} ms`, async () => {
      const processId = newId('p', 8)
      const child = await startInChild(processId)
      await sleep(delayMs)
      child.kill('SIGKILL')
      const successor = await machine.open()
      const before = (await findByArgument(processPaths(instancePaths(directories(), id), processId).run)).length // not what makes its copy of the code
      const [fact] = await successor.list()
      expect(fact?.processes.length).toBe(before > 0 ? 1 : 0)
      const running = await successor.start({ ...spec, processId }, never)
      expect((await successor.list())[0]?.processes).toEqual([running])
      await successor.stop(id, processId)
      await waitUntil('nothing of it is left', async () => (await findByArgument(processId)).length === 0)
      expect(existsSync(join(instancePaths(directories(), id).work, processId))).toBe(false)
    })
  }

  it('ends one that waits for its word to boot, and starts it anew', async () => {
    const processId = newId('p', 8)
    const child = await startInChild(processId, { waits: true })
    const { record } = processPaths(instancePaths(directories(), id), processId)
    // its manager is asked by nobody else: whoever asked an engine before it is launched would clear its record away
    await waitUntil('it is there', async () => typeof (await readRecord(record))?.pid === 'number', { timeoutMs: 60_000 })
    child.kill('SIGKILL')
    await waitUntil('it ended by itself', async () => (await findByArgument(processId)).length === 0)
    const successor = await machine.open()
    expect((await successor.list())[0]?.processes).toEqual([])
    const running = await successor.start({ ...spec, processId }, never)
    expect((await successor.list())[0]?.processes).toEqual([running])
    await successor.stop(id, processId)
  })
})
