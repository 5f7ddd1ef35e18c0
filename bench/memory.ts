import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import managerFlags from '../scripts/setup/manager-flags.json' with { type: 'json' }
import { makeDataDir, type RunningManager, removeDataDir, startManager } from '../test/support/running-manager.ts'
import { pssMib, steadyMib } from './steady-memory.ts'
import type { BenchResult, BenchRow } from './table.ts'

const manyInstances = 100

/** Memory (proportional set size) of manager and gateway, idle, against two bare Nodes. */
export async function bench(): Promise<BenchResult> {
  const bareMib = 2 * (await bareNodeMib())
  const dataDir = await makeDataDir()
  const manager = await startManager({ dataDir, nodeArgs: managerFlags })
  try {
    const one = await measure(manager, 1, bareMib)
    const many = await measure(manager, manyInstances, bareMib)
    return { title: 'Memory of manager and gateway, idle', rows: [one, many] }
  } finally {
    await manager.stop()
    await removeDataDir(dataDir)
  }
}

async function measure(manager: RunningManager, instances: number, bareMib: number): Promise<BenchRow> {
  await makeInstances(manager, instances)
  const gatewayPid = Number(await readFile(join(manager.dataDir, 'run/gateway.pid'), 'utf8'))
  const mib = await steadyMib([manager.pid, gatewayPid])
  return {
    what: `${instances === 1 ? '1 instance' : `${instances} instances`} known: ${mib.toFixed(0)} MiB`,
    against: `bare Node, twice: ${bareMib.toFixed(0)} MiB`,
    ratio: mib / bareMib,
    goal: '≤ 200 MB together',
  }
}

async function makeInstances(manager: RunningManager, wanted: number): Promise<void> {
  const people = await manager.otmJson<{ items: { username: string }[] }>('users', 'list')
  if (people.items.length === 0)
    await manager.otm('users', 'create', '--username', 'berta', '--email', 'berta@example.org', '--name', 'Berta')
  const known = (await manager.otmJson<{ items: unknown[] }>('instances', 'list')).items.length
  for (let number = known + 1; number <= wanted; number++) {
    await manager.otmJson('instances', 'create', `bench${number}`, '--owner', 'berta')
  }
}

async function bareNodeMib(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    await firstOutput(child)
    return await pssMib(child.pid ?? -1)
  } finally {
    child.kill()
  }
}

const firstOutput = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.stdout?.once('data', () => resolve()))
