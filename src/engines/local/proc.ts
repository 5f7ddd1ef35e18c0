import { readdir, readFile } from 'node:fs/promises'
import { runToEnd } from '../../lib/run-command.ts'

/** What tells a process from another one that has its number later. */
export interface ProcessIdentity {
  readonly pid: number
  /** Ticks since boot at which it started; null: not known yet. */
  readonly startTicks: number | null
  readonly bootId: string
}

export interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  readonly state: string
  readonly startTicks: number
  /** Seconds, of itself and of its ended children. */
  readonly cpuSeconds: number
}

const ticksPerSecond = 100

/** Changes with every boot of the machine. */
export async function readBootId(): Promise<string> {
  if (process.platform === 'linux') return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
  const { stdout } = await runToEnd('/usr/sbin/sysctl', ['-n', 'kern.boottime'], { timeoutMs: 5_000 })
  return stdout.trim()
}

/** @returns undefined when there is no such process */
export async function readProcess(pid: number): Promise<ProcessFacts | undefined> {
  if (process.platform !== 'linux') return readProcessByPs(pid)
  try {
    return toFacts(pid, await readFile(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return undefined // it ended
  }
}

function toFacts(pid: number, stat: string): ProcessFacts {
  // The name in brackets may contain anything, so fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const number = (index: number): number => Number(fields[index])
  return {
    pid,
    parent: number(1),
    state: fields[0] ?? '?',
    startTicks: number(19),
    cpuSeconds: (number(11) + number(12) + number(13) + number(14)) / ticksPerSecond,
  }
}

async function readProcessByPs(pid: number): Promise<ProcessFacts | undefined> {
  const { exitCode, stdout } = await runToEnd('/bin/ps', ['-o', 'ppid=,state=,lstart=', '-p', String(pid)], { timeoutMs: 5_000 })
  const [parent, state, ...started] = stdout.trim().split(/\s+/)
  if (exitCode !== 0 || state === undefined) return undefined
  const startTicks = Math.floor(Date.parse(started.join(' ')) / 1000)
  return { pid, parent: Number(parent), state: state.slice(0, 1), startTicks, cpuSeconds: 0 }
}

/** Whether this very process lives; a zombie is dead. */
export async function isAlive({ pid, startTicks, bootId }: ProcessIdentity, currentBootId: string): Promise<boolean> {
  if (bootId !== currentBootId) return false
  const facts = await readProcess(pid)
  return facts !== undefined && facts.state !== 'Z' && (startTicks === null || facts.startTicks === startTicks)
}

/** Every process of the machine, from one look. */
export async function readAllProcesses(): Promise<readonly ProcessFacts[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  return (await Promise.all(pids.map(readProcess))).filter((facts) => facts !== undefined)
}

/** The processes with these numbers and all that descend from them. */
export function withDescendants(roots: readonly number[], all: readonly ProcessFacts[]): readonly ProcessFacts[] {
  const found = new Set(roots)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all.filter(({ pid }) => found.has(pid))
}

/** Processes whose arguments contain `text`, e.g. a path that only they are given. */
export async function findByArgument(text: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return findByPs(text)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((pid, index) => pid !== process.pid && commands[index]?.includes(text))
}

async function findByPs(text: string): Promise<readonly number[]> {
  const { stdout } = await runToEnd('/bin/ps', ['-axo', 'pid=,args='], { timeoutMs: 5_000 })
  return stdout
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => Number.parseInt(line, 10))
}
