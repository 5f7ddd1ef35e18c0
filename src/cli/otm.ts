import { Command, CommanderError } from 'commander'
import { isManagerError, ManagerError } from '../domain/error.ts'
import { activity } from './commands/activity.ts'
import { audit } from './commands/audit.ts'
import { deploy } from './commands/deploy.ts'
import { deployments } from './commands/deployments.ts'
import { doctor } from './commands/doctor.ts'
import { errors } from './commands/errors.ts'
import { files } from './commands/files.ts'
import { health } from './commands/health.ts'
import { instances } from './commands/instances.ts'
import { keys } from './commands/keys.ts'
import { login } from './commands/login.ts'
import { logs } from './commands/logs.ts'
import { mail } from './commands/mail.ts'
import { operations } from './commands/operations.ts'
import { packages } from './commands/packages.ts'
import { rollback } from './commands/rollback.ts'
import { setup } from './commands/setup.ts'
import { token } from './commands/token.ts'
import { users } from './commands/users.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { toPlain } from './style.ts'
import type { Terminal } from './terminal.ts'

const commands = [
  setup,
  login,
  token,
  users,
  keys,
  instances,
  deploy,
  deployments,
  rollback,
  packages,
  files,
  logs,
  errors,
  activity,
  operations,
  audit,
  mail,
  doctor,
  health,
]

const help = `
Without OTM_URL and "otm login", otm speaks to the manager of this machine, over run/manager.sock in the
data directory (OTM_DATA_DIR, else "data" in the checkout).

Exit codes: 0 done, 1 operation failed, 2 usage, 3 not signed in or not allowed, 4 not found,
5 conflict or busy, 6 manager unreachable.`

/** Runs one command line. @param argv  the words after `otm` @returns the exit code of the contract */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<ExitCode> {
  try {
    await buildProgram(terminal).parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    return complain(error, terminal, argv.includes('--json'))
  }
}

/** All commands, which throw instead of ending the process. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('otm').description('Runs an oTree Manager from the command line.').addHelpText('after', help)
  program.exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
  })
  for (const register of commands) register(program, terminal)
  passOn(program)
  return program
}

/** Sub-commands end and print like the program itself. */
function passOn(program: Command): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program)
    passOn(command)
  }
}

function complain(error: unknown, terminal: Terminal, json: boolean): ExitCode {
  if (error instanceof CommanderError) return toUsageCode(error, terminal)
  if (terminal.signal.aborted) return 1
  const known = isManagerError(error) ? error : new ManagerError('internal', error instanceof Error ? error.message : String(error))
  const { code, message, facts } = known
  terminal.stderr.write(`${json ? JSON.stringify({ code, detail: message, ...facts }) : toPlain(message)}\n`)
  return facts.operationFailed === true ? 1 : exitCodes[code]
}

function toUsageCode({ code, message, exitCode }: CommanderError, terminal: Terminal): ExitCode {
  if (code === 'commander.invalidArgument' || !code.startsWith('commander.')) terminal.stderr.write(`${message}\n`)
  return exitCode === 0 ? 0 : 2
}

/** The terminal that this process was started in. */
export function processTerminal(): Terminal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  const { stdin, stdout, stderr, env } = process
  return { stdin, stdout, stderr, env, cwd: process.cwd(), signal: controller.signal }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
