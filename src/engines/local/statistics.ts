import { readFile } from 'node:fs/promises'
import type { Statistics } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import { runToEnd } from '../../lib/run-command.ts'
import { type Context, pathsOf } from './context.ts'
import { listLiving } from './list-living.ts'
import { type ProcessFacts, readAllProcesses, withDescendants } from './proc.ts'

/** What an instance uses at this moment, database included. */
export async function readStatistics(context: Context, id: InstanceId): Promise<Statistics> {
  const paths = pathsOf(context, id)
  const family = await processesOf(context, id)
  const pss = await Promise.all(family.map(({ pid }) => readPssKib(pid)))
  return {
    memoryMib: sum(pss) / 1024,
    cpuSeconds: sum(family.map(({ cpuSeconds }) => cpuSeconds)),
    processes: family.length,
    diskMib: (await diskKib(paths.root)) / 1024,
  }
}

async function processesOf(context: Context, id: InstanceId): Promise<readonly ProcessFacts[]> {
  const roots = (await listLiving(context, id)).map(({ identity }) => identity.pid)
  return withDescendants(roots, await readAllProcesses())
}

/** Proportional set size; 0 where it cannot be read. */
export async function readPssKib(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
}

async function diskKib(directory: string): Promise<number> {
  const { stdout } = await runToEnd('du', ['-sk', '--', directory], { timeoutMs: 60_000 })
  return Number.parseInt(stdout, 10) || 0
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
