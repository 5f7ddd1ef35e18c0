import type { Artifact } from './deployment.ts'
import type { EngineKind } from './engine-kind.ts'
import type { InstanceSecrets, Limits } from './instance.ts'
import type { InstanceId } from './names.ts'

/** What an engine needs to know of an instance; nothing in it depends on the engine. */
export interface InstanceSpec {
  readonly id: InstanceId
  /** Which engine it belongs to, for whoever chooses among several; an engine itself does not look at it. */
  readonly engine?: EngineKind
  readonly uid: number
  readonly limits: Limits
  readonly network: 'internet' | 'none'
  readonly secrets: Pick<InstanceSecrets, 'databasePassword' | 'databaseAdminPassword'>
}

/** Where the gateway reaches a process. */
export type Endpoint = { readonly socketPath: string } | { readonly host: string; readonly port: number }

/** What a process would itself answer below `/static/`, so that others can do it in its place. What lies in the directories is hostile:
 * a file counts only when it is opened under exactly the name that it seems to have, without a link. */
export interface StaticFiles {
  /** Changes whenever the files may be others although their sizes and times are the same. */
  readonly version: string
  /** In the order in which the process looks: absolute, without links when the process began. */
  readonly roots: readonly StaticRoot[]
  /** `Content-Type` as the process sends it, by extension, e.g. `{ '.css': 'text/css; charset=utf-8' }`; for other files ask the process. */
  readonly types: Readonly<Record<string, string>>
}

export interface StaticRoot {
  readonly directory: string
  /** Whether the process can change what is in it. */
  readonly isWritable: boolean
}

/** How the manager itself reaches an instance's database (as its super-user or as oTree's role). */
export interface DatabaseAccess {
  /** A directory (Unix socket) or a host. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

/** The version of the code that shall be made ready to run. */
export interface PrepareSpec {
  readonly instance: InstanceSpec
  readonly commit: string
  /** By what the release is kept; default: the commit. */
  readonly release?: string
  /** A directory with the exported tree of `commit` (or of one folder of it), which the engine may move away. Hostile content; links were checked. */
  readonly sourceDir: string
  readonly requirements: RequirementsPlan
  /** What serves visitors now, if anything: its versions are the lock, and stay where they still fit. */
  readonly previous?: Artifact | null
  /** Look for the newest versions that fit, whatever was installed before. */
  readonly update?: boolean
}

/** What shall be installed; made by `otree/requirements.ts` from the project's files. */
export interface RequirementsPlan {
  /** Lines for `uv pip compile`, checked: only names with versions and https/git+https URLs. `psycopg2` is already swapped. */
  readonly lines: readonly string[]
  /** Pythons that suit, best first, e.g. `['3.12', '3.13', '3.11', '3.10']`. */
  readonly pythons: readonly string[]
  /** Sentences for the experimenter about what was changed or is doubtful. */
  readonly notices: readonly string[]
  /** That it does not say which oTree it means, a sentence; null when it does. */
  readonly unpinned: string | null
}

export type LogLine = (line: string) => void

export interface RunSpec {
  readonly instance: InstanceSpec
  /** Chosen by the caller, unique per start: `p` + 8 base32 characters. Starting the same one twice is starting it once. */
  readonly processId: string
  readonly artifact: Artifact
  /** oTree's environment (`otree/environment.ts`), secrets included, without DATABASE_URL, PATH and the like, which are the engine's. */
  readonly environment: Readonly<Record<string, string>>
  /** How long it may take until `/login` answers 200; default 60 000. */
  readonly readyTimeoutMs?: number
  /** Until it resolves the process may be prepared, but neither import the project nor touch its data. When it rejects, so does `start`.
   * Left out: it may at once. */
  readonly mayBoot?: Promise<void>
}

/** One process of an instance, as found on the machine. */
export interface RunningProcess {
  readonly instanceId: InstanceId
  readonly processId: string
  readonly commit: string
  readonly endpoint: Endpoint
  /** Left out by engines whose processes have their files where the gateway cannot read them: then the process answers for itself. */
  readonly staticFiles?: StaticFiles
  /** ISO 8601 UTC */
  readonly since: string
  /** Whether it enforces page timeouts (one process of an instance does). */
  readonly active: boolean
}

/** Everything that the engine has of one instance, whoever started it. */
export interface EngineFact {
  readonly instanceId: InstanceId
  /** `unknown`: the engine that it belongs to cannot be asked at the moment, so the rest is empty and says nothing. */
  readonly database: 'running' | 'stopped' | 'unknown'
  /** Living processes only. */
  readonly processes: readonly RunningProcess[]
  /** How the processes that ended since the manager looked last have ended. */
  readonly ended: readonly { readonly processId: string; readonly exitCode: number | null }[]
}

/** A file that a project wrote into its own folder. */
export interface WrittenFile {
  /** From the project's root; what cannot be seen is written as `%XX`. */
  readonly path: string
  readonly bytes: number
  readonly modifiedAt: string
}

/** What one process wrote. */
export interface WrittenFiles {
  /** By which it is read and removed. */
  readonly id: string
  /** `kept`: the process has ended, and a version or a restart came after it. */
  readonly state: 'running' | 'kept'
  readonly processId: string
  readonly commit: string
  /** When the process began. */
  readonly since: string
  readonly keptAt: string | null
  readonly fileCount: number
  /** What they take on the disk. */
  readonly bytes: number
  /** false: there are more than were counted. */
  readonly isComplete: boolean
  /** At most 1,000. */
  readonly files: readonly WrittenFile[]
}

/** What is kept of a process that was stopped. */
export type KeptFiles = Pick<WrittenFiles, 'id' | 'bytes' | 'isComplete'> & { readonly files: number }

export interface JobSpec {
  readonly instance: InstanceSpec
  readonly artifact: Artifact
  /** argv, run with the artifact's environment in a throw-away copy of the release, e.g. `['python', '/otm/inspect_project.py']`;
   * the engine mounts `src/otree/python` read-only at `/otm`. */
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Whether it may reach the instance's database. Never the network. */
  readonly database: boolean
  readonly timeoutMs: number
}

export interface JobResult {
  readonly exitCode: number
  /** At most 8 MiB each. */
  readonly stdout: string
  readonly stderr: string
}

/** What an instance uses at a moment. */
export interface Usage {
  /** Proportional set size of everything that belongs to the instance, database included; perhaps some minutes old, null: not looked at yet. */
  readonly memoryMib: number | null
  /** CPU seconds since the processes began. */
  readonly cpuSeconds: number
  readonly processes: number
}

export interface Statistics extends Usage {
  readonly memoryMib: number
  readonly diskMib: number
}

/** What this engine can do on this machine; shown by `otm doctor` and the dashboard. */
export interface Capabilities {
  readonly engine: EngineKind
  readonly isolation: 'none' | 'uid' | 'sandbox' | 'sandbox+uid' | 'container'
  readonly networkIsolation: boolean
  readonly memoryLimit: boolean
  /** Sentences, e.g. why the sandbox is not in force and how to get it. */
  readonly notes: readonly string[]
  readonly postgresVersion: string
  readonly pythons: readonly string[]
  /** Of the other engines that are in use; left out when there is one. */
  readonly others?: readonly Capabilities[]
  /** Why others that instances belong to cannot be asked, a sentence each. */
  readonly away?: readonly string[]
}

/** Room that was made. */
export interface Freed {
  readonly environments: number
  readonly freedBytes: number
}

/** Which PostgreSQL the data of an instance need, and whether it is there. */
export interface DatabaseFact {
  readonly instanceId: InstanceId
  readonly major: number
  /** Where its programs are, or were. */
  readonly binDir: string
  /** `at-risk`: the system's own PostgreSQL is another one meanwhile, so an upgrade may remove these programs. `missing`: nothing can read the data. */
  readonly programs: 'there' | 'at-risk' | 'missing'
  /** Major version of the system's newest PostgreSQL; null: it has none. */
  readonly systemMajor: number | null
}

/** Where instances run. `engines/engine.contract.ts` states, by tests, what every engine must do. All methods are idempotent. */
export interface Engine {
  capabilities(): Promise<Capabilities>

  /** Makes what the instance owns (directories, uid, network) and its empty database, running, with database `otree` of role `otree`.
   * @throws ManagerError `engine.unavailable`, `disk_full` */
  create(instance: InstanceSpec, signal: AbortSignal): Promise<void>

  /** Starts the database when it is not running. */
  startDatabase(instance: InstanceSpec, signal: AbortSignal): Promise<void>

  /** Stops the database, fast but clean, never by SIGKILL. */
  stopDatabase(id: InstanceId): Promise<void>

  /** Where the manager reaches the database as role `otree`. The database must be running. */
  database(instance: InstanceSpec): DatabaseAccess

  /** Empties the database: drops and makes database `otree` anew. No process may be running. */
  resetDatabase(instance: InstanceSpec, signal: AbortSignal): Promise<void>

  /** Installs what the code needs and keeps the release, so that it can be started at any time.
   * @throws ManagerError `project.no_python`, `project.unresolvable`, `project.unsupported_otree`, `disk_full`, `cancelled` */
  prepare(spec: PrepareSpec, log: LogLine, signal: AbortSignal): Promise<Artifact>

  /** Removes a release that nothing uses any more. */
  forget(id: InstanceId, release: string): Promise<void>

  /** Runs one command with the release's environment in a throw-away copy of it, without network; the release stays pristine. */
  run(job: JobSpec, signal: AbortSignal): Promise<JobResult>

  /** Boots oTree beside whatever runs, inactive (no page timeouts yet), and returns when `/login` answers 200.
   * On failure nothing of it is left. @throws ManagerError `project.boot_failed` (with the end of its log in `facts.log`), `engine.not_ready` */
  start(spec: RunSpec, signal: AbortSignal): Promise<RunningProcess>

  /** Lets the process enforce page timeouts from now on. */
  activate(id: InstanceId, processId: string): Promise<void>

  /** Ends its enforcing of page timeouts and writes its buffered page times to the database. It goes on answering. */
  quiesce(id: InstanceId, processId: string): Promise<void>

  /** Ends a process: quiesce, ask it to end, two seconds, kill. The gateway closed its connections before.
   * @returns what is kept of the files that it wrote into its folder, all of them; null: it wrote none, or had ended before */
  stop(id: InstanceId, processId: string): Promise<KeptFiles | null>

  /** The files that living processes have written, then what was kept of at most 100 earlier ones, the newest first. Regular files that the release does
   * not have, or has otherwise; no links, pipes or devices. */
  listWritten(id: InstanceId): Promise<readonly WrittenFiles[]>

  /** A tar of them while it is read, one folder per process; `LEFT-OUT.txt` in it says what did not go in.
   * @param which `of`: one `WrittenFiles` (null: all); `path`: a file or folder of it (null: all) @throws ManagerError `not_found` */
  readWritten(
    id: InstanceId,
    which: { readonly of: string | null; readonly path: string | null },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>

  /** Removes what was kept of one process, for good. @throws ManagerError `not_found` */
  removeWritten(id: InstanceId, of: string): Promise<void>

  /** What there is, of all instances. Adoption after the manager's death is nothing but calling this. */
  list(): Promise<readonly EngineFact[]>

  /** The instance's log, oldest first: the last `lines`, then, with `follow`, what is added until `signal` aborts. */
  logs(id: InstanceId, options: { readonly lines: number; readonly follow: boolean }, signal: AbortSignal): AsyncIterable<string>

  /** All that is kept of the log, also of before it was shortened, oldest first, in pieces as they are asked for; of it the last `bytes`, if given. */
  keptLog(id: InstanceId, options: { readonly bytes?: number }): AsyncIterable<Uint8Array>

  statistics(id: InstanceId): Promise<Statistics>

  /** What those of these instances use of which something runs, cheap enough to be asked again and again for many. */
  usage(ids: readonly InstanceId[]): Promise<ReadonlyMap<InstanceId, Usage>>

  /** Applies limits to what runs already, as far as the machine allows. */
  setLimits(id: InstanceId, limits: Limits): Promise<void>

  /** Writes the database in PostgreSQL's custom format to `file` (0600), atomically. */
  dump(instance: InstanceSpec, file: string, signal: AbortSignal): Promise<void>

  /** Replaces the database's content by a dump's. No process may be running. */
  restore(instance: InstanceSpec, file: string, signal: AbortSignal): Promise<void>

  /** Removes what was installed and is in nobody's use: neither of the `needed` environments (`Artifact.environment`), nor of what runs or is being
   * built. Keeps the caches of packages small. */
  tidy(needed: ReadonlySet<string>): Promise<Freed>

  /** Which PostgreSQL each instance's data need. Empty where the engine brings its own. */
  databases(): Promise<readonly DatabaseFact[]>

  /** Ends and removes everything of the instance, for good. */
  remove(id: InstanceId): Promise<void>
}
