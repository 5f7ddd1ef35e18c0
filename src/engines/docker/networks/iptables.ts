import { access } from 'node:fs/promises'
import { CommandError } from '../../../lib/run-command.ts'
import { type FilterTable, parseFilterTable } from './filter-table.ts'
import type { Machine } from './machine.ts'

/** Version of IP. */
export type Family = 4 | 6

/** @throws CommandError, or Error when the program is missing */
export async function readTable(machine: Machine, family: Family): Promise<FilterTable> {
  return parseFilterTable(await run(machine, `${toProgram(family)}-save`, ['-t', 'filter']))
}

/** All lines or none take effect; other chains stay as they are. */
export async function restore(machine: Machine, family: Family, input: string): Promise<void> {
  await run(machine, `${toProgram(family)}-restore`, ['--noflush', '--wait', '10'], input)
}

/** Whether the kernel knows IPv6 at all. */
export const hasVersion6 = (): Promise<boolean> =>
  access('/proc/sys/net/ipv6').then(
    () => true,
    () => false,
  )

const toProgram = (family: Family): string => (family === 4 ? 'iptables' : 'ip6tables')

async function run(machine: Machine, file: string, args: readonly string[], input?: string): Promise<string> {
  const result = await machine.run(file, args, input)
  if (result.exitCode !== 0) throw new CommandError(file, result)
  return result.stdout
}
