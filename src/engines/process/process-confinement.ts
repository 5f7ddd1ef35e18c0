import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import { type CommandResult, runToEnd } from '../../lib/run-command.ts'
import type { Confinement, PostgresSource, Pythons, RunOptions } from '../local/confinement.ts'
import { endProcess } from '../local/end-process.ts'
import { findByArgument, readBootId, readProcess } from '../local/proc.ts'
import type { SandboxSpec } from '../local/sandbox-spec.ts'
import { toolsDirectory } from '../local/tools.ts'
import { toCapabilities } from './capabilities.ts'
import { type Cgroups, detectCgroups, processesInGroup, removeEmptyGroup, removeGroup, setGroupLimits } from './cgroup/cgroups.ts'
import { limitProcess } from './cgroup/limit-process.ts'
import { endStragglers } from './end-stragglers.ts'
import { suitingPythons } from './get-python.ts'
import { launch } from './launch.ts'
import { findPostgres, findPostgresMajor, findSystemPostgres, isStillThere } from './postgres-programs.ts'
import { listPythons } from './pythons.ts'
import { detectSandbox, type SandboxKind, sandboxCommand } from './sandbox.ts'
import { readExitCode, searchPid } from './status-file.ts'

/** Instances as processes of this machine, in sandboxes and as users of their own as far as it allows.
 * @param known what to take for granted instead of looking @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function createProcessConfinement(settings: Settings, known?: SandboxKind): Promise<Confinement> {
  const kind = known ?? (await detectSandbox())
  await assertReachable(kind, settings.dataDir)
  const cgroups = await detectCgroups()
  return {
    engine: 'process',
    asRoot: kind.asRoot,
    hasOwnFiles: kind.bubblewrap !== null,
    pythons: pythonsOf(settings, kind),
    postgres: await postgresOf(settings),
    capabilities: async () => toCapabilities(kind, cgroups),
    run: (spec, options) => run(kind, spec, options),
    launch: (spec) => launch(kind, spec),
    findPid: searchPid,
    readExitCode,
    readOutput: async () => '',
    forget: async () => undefined,
    isInUse: async ({ postgresData }) => (await findByArgument(postgresData)).length > 0,
    limit: async (instance, pid) => (cgroups === null ? undefined : await limitProcess(cgroups, instance, pid)),
    setLimits: async (id, limits) => (cgroups === null ? undefined : await setGroupLimits(cgroups, id, limits)),
    rest: async (id) => (cgroups === null ? undefined : await removeEmptyGroup(cgroups, id)),
    remove: async (id) => (cgroups === null ? undefined : await emptyGroup(cgroups, id)),
    sweep: async () => undefined, // one-off commands died with their manager
  }
}

const pythonsOf = (settings: Settings, sandboxKind: SandboxKind): Pythons => ({
  list: () => listPythons({ settings, sandboxKind }),
  suiting: (plan, log, signal) => suitingPythons(plan, { settings, sandboxKind, signal }, log),
})

async function postgresOf(settings: Settings): Promise<PostgresSource> {
  return {
    current: await findPostgres(settings),
    find: async (recorded) => ((await isStillThere(recorded)) ? recorded : findPostgresMajor(settings, recorded.major)),
    systemMajor: async () => (await findSystemPostgres())?.major ?? null,
    isSafe: ({ binDir }) => binDir === settings.postgresBinDir || binDir.startsWith(`${toolsDirectory(settings)}/`),
    adviseMissing: ({ major }) =>
      `Install PostgreSQL ${major} again (Debian, Ubuntu: apt install postgresql-${major}), or set OTM_POSTGRES_BIN_DIR to the directory of its programs and start the manager again.`,
  }
}

async function run(kind: SandboxKind, spec: SandboxSpec, options: RunOptions): Promise<CommandResult> {
  const { file, args, cwd } = sandboxCommand(kind, { ...spec, dieWithParent: true })
  const project = spec.mounts.find(({ to }) => to === '/app')?.from
  if (kind.bubblewrap !== null || project === undefined) return await runToEnd(file, args, { cwd, ...options })
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => void endStragglers(project), options.timeoutMs + 200)
  try {
    return await runToEnd(file, args, { cwd, ...options })
  } finally {
    clearTimeout(timer)
    await endStragglers(project)
  }
}

async function emptyGroup(cgroups: Cgroups, id: InstanceId): Promise<void> {
  const bootId = await readBootId()
  for (const pid of await processesInGroup(cgroups, id)) {
    const startTicks = (await readProcess(pid))?.startTicks ?? null
    await endProcess({ pid, startTicks, bootId }, 0)
  }
  await removeGroup(cgroups, id)
}

/** Without bubblewrap, instances walk to their files like everybody: each directory above must let them through.
 * @throws ManagerError `setting_invalid` */
export async function assertReachable({ asRoot, bubblewrap }: SandboxKind, dataDir: string): Promise<void> {
  if (!asRoot || bubblewrap !== null) return
  for (let directory = dirname(dataDir); directory !== '/'; directory = dirname(directory)) {
    const facts = await stat(directory).catch(() => undefined)
    if (facts === undefined || (facts.mode & 0o001) !== 0) continue
    throw new ManagerError(
      'setting_invalid',
      `Instances run as users of their own, and cannot reach the data directory ${dataDir}, because ${directory} is closed to others. Install bubblewrap, or set OTM_DATA_DIR to a directory such as /var/lib/otree-manager.`,
    )
  }
}
