import type { Command } from 'commander'
import { openSession, type Session } from './session.ts'
import type { Terminal } from './terminal.ts'

/** Adds a command's words to the program. */
export type Register = (program: Command, terminal: Terminal) => void

interface Options {
  readonly json?: boolean
  readonly [name: string]: unknown
}

/** Adds `--json`, and runs `work` with a session, the command's arguments, and its options. */
export function run(
  command: Command,
  terminal: Terminal,
  work: (session: Session, args: readonly string[], options: Options) => Promise<void>,
): Command {
  return command.option('--json', 'print JSON').action(async (...given: unknown[]) => {
    const options = given.at(-2) as Options
    const args = given.slice(0, -2).flat() as readonly string[]
    await work(openSession(terminal, options), args, options)
  })
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const optionalText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
