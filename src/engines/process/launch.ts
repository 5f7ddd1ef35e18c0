import { spawn } from 'node:child_process'
import { close, openSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { waitUntil } from '../../lib/wait-until.ts'
import type { LaunchedProcess, LaunchSpec } from '../local/confinement.ts'
import { readProcess } from '../local/proc.ts'
import { writeRecord } from '../local/process-record.ts'
import { type SandboxKind, sandboxCommand } from './sandbox.ts'
import { noteExit, parseStatus } from './status-file.ts'

const closeFile = promisify(close)

/** Starts a process that outlives the manager. Whenever the manager is killed in here, the process can be found again: the record
 * is there before it starts, and bubblewrap itself writes its number into the status file. */
export async function launch(kind: SandboxKind, spec: LaunchSpec): Promise<LaunchedProcess> {
  await writeFile(spec.paths.status, '', { mode: 0o600 })
  const record = { ...spec.record, sandboxed: kind.bubblewrap !== null }
  await writeRecord(spec.paths.record, { ...record, pid: null, startTicks: null })
  const spawned = spawnDetached(kind, spec)
  const pid = kind.bubblewrap === null ? spawned.pid : await sandboxedPid(spec.paths.status, spawned.pid)
  const startTicks = (await readProcess(pid))?.startTicks ?? null
  await writeRecord(spec.paths.record, { ...record, pid, startTicks })
  return { identity: { pid, startTicks, bootId: spec.record.bootId }, input: spawned.input }
}

function spawnDetached(kind: SandboxKind, spec: LaunchSpec): { readonly pid: number; readonly input: Writable | null } {
  const { paths, record, sandbox, environment, output, laterOutput } = spec
  const { file, args, cwd } = sandboxCommand(kind, { ...sandbox, statusFd: 3 })
  const later = laterOutput === undefined ? openSync('/dev/null', 'r+') : openSync(laterOutput, 'a', 0o600) // a device is never made
  const [log, status] = [openSync(output, 'a', 0o600), openSync(paths.status, 'a')]
  const stdio = [record.waits ? 'pipe' : 'ignore', log, log, status, later] as const
  const child = spawn(file, [...args], { cwd, env: { ...environment }, detached: true, stdio: [...stdio] })
  for (const descriptor of [log, status, later]) void closeFile(descriptor)
  child.on('error', () => undefined) // no pid: reported below
  child.stdin?.on('error', () => undefined) // it ended: seen by whoever waits for it
  child.unref()
  if (child.pid === undefined) throw new Error(`${file} could not be started.`)
  if (kind.bubblewrap === null) noteExit(paths.status, child.pid, child)
  return { pid: child.pid, input: child.stdin }
}

/** The number of the sandbox's first process as this machine counts. */
async function sandboxedPid(statusFile: string, bubblewrapPid: number): Promise<number> {
  return await waitUntil(
    'bubblewrap tells the number of the process',
    async () => {
      const facts = await readProcess(bubblewrapPid) // first: it may write the number, and end, at any moment
      const { pid } = parseStatus(await readFile(statusFile, 'utf8'))
      if (pid !== null) return pid
      if (facts === undefined || facts.state === 'Z') throw new Error('bubblewrap could not make the sandbox.')
      return undefined
    },
    { timeoutMs: 20_000, intervalMs: 3 },
  )
}
