import type { Writable } from 'node:stream'
import type { Capabilities, InstanceSpec, LogLine, RequirementsPlan } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { CommandOptions, CommandResult } from '../../lib/run-command.ts'
import type { Python } from './environments/python.ts'
import type { InstancePaths, ProcessPaths } from './paths.ts'
import type { PostgresPrograms } from './postgres/programs.ts'
import type { ProcessIdentity } from './proc.ts'
import type { ProcessFinder, ProcessRecord } from './process-record.ts'
import type { SandboxSpec } from './sandbox-spec.ts'

/** The environment is whole, secrets included. */
export type RunOptions = Pick<CommandOptions, 'input' | 'timeoutMs' | 'signal' | 'onLine'> & {
  readonly env: Readonly<Record<string, string>>
}

/** A process that outlives the manager. */
export interface LaunchSpec {
  readonly paths: ProcessPaths
  readonly record: Omit<ProcessRecord, 'sandboxed' | 'pid' | 'startTicks'>
  readonly sandbox: SandboxSpec
  /** The whole environment, secrets included. */
  readonly environment: Readonly<Record<string, string>>
  /** File for stdout and stderr; appended to. */
  readonly output: string
  /** Further file to which the process can turn, for a launcher that knows of it. */
  readonly laterOutput?: string
}

export interface LaunchedProcess {
  readonly identity: ProcessIdentity
  /** Of one that waits for a word (`record.waits`): its standard input, which ends with the manager. */
  readonly input: Writable | null
}

/** The Pythons in which instances can run. */
export interface Pythons {
  /** Minor versions, newest first, e.g. `['3.13', '3.12']`. */
  list(): Promise<readonly string[]>
  /** Those that suit a plan, best first, each looked for when it is asked for; if there is none, the best one is fetched.
   * @throws ManagerError `project.no_python` */
  suiting(plan: Pick<RequirementsPlan, 'pythons'>, log: LogLine, signal: AbortSignal): AsyncGenerator<Python>
}

/** The PostgreSQL with which instances keep their data. */
export interface PostgresSource {
  /** For new instances. */
  readonly current: PostgresPrograms
  /** What is recorded, or other programs of the same major version: only these read the data. */
  find(recorded: PostgresPrograms): Promise<PostgresPrograms | undefined>
  /** Major version of the newest that the system itself has, or would give now; null: none. */
  systemMajor(): Promise<number | null>
  /** Whether no upgrade of the system takes them away. */
  isSafe(programs: PostgresPrograms): boolean
  /** The next step, a sentence, when there is none. */
  adviseMissing(recorded: PostgresPrograms): string
}

/** How an engine shuts in the programs of instances: sandboxes and users of this machine, or containers. All else of an engine that keeps its instances on
 * this machine is the same (`local-engine.ts`). Whatever runs is a process of this machine, whose number is known. */
export interface Confinement extends ProcessFinder {
  readonly engine: Capabilities['engine']
  /** Whether files can be given to users of instances' own. */
  readonly asRoot: boolean
  /** Whether programs see mounts under their names inside, rather than this machine's files where they are. */
  readonly hasOwnFiles: boolean
  readonly pythons: Pythons
  readonly postgres: PostgresSource

  capabilities(): Promise<Omit<Capabilities, 'engine' | 'postgresVersion' | 'pythons'>>

  /** Runs a program to its end, which is also that of all that it started. It ends with the manager, or before the next one begins. */
  run(spec: SandboxSpec, options: RunOptions): Promise<CommandResult>

  /** Starts a program that outlives the manager. Whenever the manager is killed in here, it can be found again by its record, which is written first. */
  launch(spec: LaunchSpec): Promise<LaunchedProcess>

  /** The end of what a process printed that is not in its files. */
  readOutput(record: ProcessRecord): Promise<string>

  /** Removes what is left of an ended process, but for its files and its record. */
  forget(record: ProcessRecord): Promise<void>

  /** Whether any program works on the data of the database. */
  isInUse(paths: InstancePaths): Promise<boolean>

  /** Puts a launched process under its instance's limits, as far as that was not done at its start. */
  limit(instance: InstanceSpec, pid: number): Promise<void>

  /** Applies limits to what runs already. */
  setLimits(id: InstanceId, limits: InstanceSpec['limits']): Promise<void>

  /** After the last process of an instance. */
  rest(id: InstanceId): Promise<void>

  /** Ends and removes whatever of the instance is not in its directories. */
  remove(id: InstanceId): Promise<void>

  /** Removes what a manager that was killed left half-made. @param isKnown whether there is a record of this process */
  sweep(isKnown: (id: InstanceId, processId: string) => Promise<boolean>): Promise<void>
}
