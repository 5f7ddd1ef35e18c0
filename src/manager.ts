import { rmSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openAccounts } from './accounts/accounts.ts'
import { allActions } from './actions/all-actions.ts'
import { alignMain } from './actions/deploy-instance.ts'
import { createPresence } from './actions/presence.ts'
import { createRoutePublisher } from './actions/publish-routes.ts'
import { createSessionGuard } from './actions/session-guard.ts'
import { stopAll } from './actions/stop-all.ts'
import { tidyEnvironments } from './actions/tidy-environments.ts'
import { whyAwake } from './actions/why-awake.ts'
import type { ApiDeps, Trust } from './api/api-deps.ts'
import { toHealth } from './api/health/health.ts'
import { buildApi } from './api/server.ts'
import { openUploads } from './api/uploads/uploads.ts'
import { toBanner } from './config/banner.ts'
import { type DataLayout, toDataLayout } from './config/data-layout.ts'
import { makeRuntimeDir } from './config/runtime-dir.ts'
import { readSettings } from './config/settings.ts'
import { claimDataDir } from './config/single-manager.ts'
import { toStartFault } from './config/start-fault.ts'
import { version } from './config/version.ts'
import { toGitHttpsUrl, toGitSshUrl } from './domain/addresses.ts'
import type { Deps } from './domain/deps.ts'
import { isManagerError } from './domain/error.ts'
import type { InstanceId } from './domain/names.ts'
import type { Settings } from './domain/settings.ts'
import { type EngineOpeners, type OpenEngines, openEngines } from './engines/open-engines.ts'
import { createProcessEngine } from './engines/process/process-engine.ts'
import { toBuildId } from './gateway/build-id.ts'
import { type SupervisedGateway, superviseGateway } from './gateway/supervise.ts'
import { deployOnPush } from './git/deploy-on-push.ts'
import { createGitHttp } from './git/http/git-http.ts'
import { createReceiver, type Receiver } from './git/receiver.ts'
import { createRepositories } from './git/repositories.ts'
import { loadHostKey } from './git/ssh/host-key.ts'
import { type SshServer, startSshServer } from './git/ssh/server.ts'
import { openHealthMessages } from './health-messages/open-health-messages.ts'
import { watchHealth } from './health-messages/watch-health.ts'
import { expiredCertificates } from './lib/certificates.ts'
import { diskSamplesFile, noteDiskSample } from './lib/disk-samples.ts'
import { createEventBus } from './lib/event-bus.ts'
import { openLogFile } from './lib/log-file.ts'
import type { Logger } from './lib/logger.ts'
import { resourcePath } from './lib/resources.ts'
import { onSignals } from './lib/signals.ts'
import { openMail } from './mail/open-mail.ts'
import { openMetrics } from './metrics/open-metrics.ts'
import { createOperations, type OperationsService } from './operations/operations.ts'
import { runAsServer } from './operations/run-as-server.ts'
import { emptyTrash } from './reconciler/empty-trash.ts'
import { forgetAudit } from './reconciler/forget-audit.ts'
import { createHousekeeping } from './reconciler/housekeeping.ts'
import { createReconciler } from './reconciler/reconciler.ts'
import { createSleeper } from './reconciler/sleeper.ts'
import { createWaker } from './reconciler/waker.ts'
import { watchPlaying } from './reconciler/watch-playing.ts'
import { type OpenStore, openStore } from './store/open-store.ts'

/** One line per engine; each is opened when it is the one for new instances, or when an instance belongs to it. */
const openers: EngineOpeners = {
  process: (settings) => createProcessEngine(settings),
  // few need it, and its client is large
  docker: async (settings) => (await import('./engines/docker/docker-engine.ts')).createDockerEngine(settings),
}

/** A manager at work. */
interface Manager {
  /** Stops instances, gateway and manager, in this order. */
  stop(): Promise<void>
  /** Ends the manager alone. */
  leave(): Promise<void>
}

async function startManager(settings: Settings): Promise<Manager> {
  const layout = toDataLayout(settings.dataDir)
  const claim = await claimDataDir(settings.dataDir, settings.publicUrl)
  try {
    return await startParts(settings, layout, claim)
  } catch (error) {
    await claim.release()
    throw error
  }
}

type Claim = Awaited<ReturnType<typeof claimDataDir>>

async function startParts(settings: Settings, layout: DataLayout, claim: Claim): Promise<Manager> {
  await mkdir(layout.logDir, { recursive: true, mode: 0o700 })
  await makeRuntimeDir(settings.runtimeDir)
  const logger = openLogFile(layout.managerLog)
  const opened = await openStore({ dataDir: settings.dataDir, uidBase: settings.uidBase })
  const supervised = await superviseGateway({
    config: toGatewayConfig(settings, layout),
    configFile: join(layout.runDir, 'gateway.json'),
    command: [process.execPath, '--disable-warning=ExperimentalWarning', gatewayProgram()],
    onEvent: (text) => logger.warn({}, text),
  })
  try {
    return await startServices({ settings, layout, claim, logger, opened, supervised })
  } catch (error) {
    if (supervised.wasAdopted) supervised.detach()
    else await supervised.stop()
    await opened.store.close()
    throw error
  }
}

interface Parts {
  readonly settings: Settings
  readonly layout: DataLayout
  readonly claim: Claim
  readonly logger: Logger
  readonly opened: OpenStore
  readonly supervised: SupervisedGateway
}

const lookAtDiskMs = 600_000

/** Notes now and then how much is free, from which the health page tells when the disk will be full. */
function watchDisk({ settings, logger }: Parts): NodeJS.Timeout {
  const note = (): void =>
    void noteDiskSample(diskSamplesFile(settings.dataDir), settings.dataDir).catch((error: unknown) =>
      logger.warn({ err: error }, 'How much is free on the disk could not be noted.'),
    )
  note()
  return setInterval(note, lookAtDiskMs).unref()
}

async function startServices(parts: Parts): Promise<Manager> {
  const { settings, layout, logger, opened, supervised } = parts
  const events = createEventBus(logger)
  const engines = await openEngines({ settings, openers, instances: opened.store.instances, logger, warn: warnAtStart })
  const { engine, available: availableEngines } = engines
  const base = {
    settings,
    store: opened.store,
    engine,
    availableEngines,
    gateway: supervised.gateway,
    repositories: createRepositories(settings),
    events,
  }
  const deps: Deps = { ...base, publishRoutes: createRoutePublisher(base), guard: createSessionGuard(base) }
  const operations = createOperations({ store: deps.store, events, definitions: allActions(deps), dataDir: settings.dataDir, logger })
  const startInstance = runAsServer(operations, 'start-instance')
  const reconciler = createReconciler({
    deps,
    operations,
    logger,
    startInstance,
    finishCreation: runAsServer(operations, 'create-instance'),
  })
  const sleeper = createSleeper({
    idleMs: settings.idleSleepMinutes * 60_000,
    gateway: deps.gateway,
    instances: deps.store.instances,
    operations,
    whyAwake: (instance) => whyAwake(deps, instance),
    letSleep: runAsServer(operations, 'sleep-instance'),
    logger,
  })
  const wake = createWaker({
    instances: deps.store.instances,
    operations,
    startInstance,
    logger,
  })
  const housekeeping = createHousekeeping({
    tidy: () => tidyEnvironments(deps),
    forget: async () => {
      await forgetOld(parts)
      await emptyTrash({ store: deps.store, purge: runAsServer(operations, 'purge-instance'), trashDays: settings.trashDays, logger })
    },
    events,
    findOperation: (id) => deps.store.operations.find(id),
    logger,
  })
  const accounts = await openAccounts({
    database: opened.database,
    store: deps.store,
    links: opened.links,
    values: opened.values,
    secondFactors: opened.secondFactors,
    passkeys: opened.passkeys,
    publicUrl: settings.publicUrl,
  })
  const receiver = await startReceiver(parts, deps, operations)
  const gitHttp = createGitHttp(toGitOptions(parts, deps, receiver))
  const uploads = await openUploads(settings)
  const mail = openMail({ settings, store: opened.mail, logger })
  const healthMessages = openHealthMessages({ settings, mail, people: deps.store.people, logger })
  const { metrics, sampler } = openMetrics({ ...deps, directory: layout.metricsDir, logger })
  const presence = createPresence(deps.gateway)
  const webDir = resourcePath('build', 'web')
  const api = { ...deps, presence, accounts, uploads, mail, healthMessages, metrics, operations, git: gitHttp, logger, version, webDir }
  const healthWatch = watchHealth({
    look: async () => (await toHealth({ ...api, trust: 'server' }, { withNetwork: false })).checks,
    channels: healthMessages.channels,
    toldFile: layout.healthToldFile,
    logger,
  })
  const servers = await Promise.all([
    listen({ ...api, trust: 'bearer' }, join(layout.runDir, 'http.sock')),
    listen({ ...api, trust: 'server' }, layout.managerSocket),
  ])
  const ssh = await startSsh(parts, deps, receiver)
  await recover(parts, deps, { operations, whenReady: toWhenReady(deps, engines) })
  await deps.publishRoutes()
  reconciler.start()
  housekeeping.start()
  sleeper.start()
  const stopWaking = supervised.watchCalls((siteId) => void wake(siteId))
  mail.start()
  sampler.start()
  healthWatch.start()
  const watchingDisk = watchDisk(parts)
  const stopWatching = watchPlaying({ presence, instances: deps.store.instances, events, logger })
  const setupUrl = (await accounts.isSetupNeeded()) ? (await accounts.createSetupUrl()).url : null
  process.stdout.write(toBanner(settings, setupUrl))

  const close = async (): Promise<void> => {
    gitHttp.close()
    await ssh.close()
    await receiver.close()
    await reconciler.stop()
    stopWaking()
    await sleeper.stop()
    clearInterval(watchingDisk)
    stopWatching()
    await housekeeping.stop()
    healthMessages.stop()
    await healthWatch.stop()
    await sampler.stop()
    await operations.drain()
    await Promise.all(servers.map((server) => server.close()))
    await mail.stop()
  }
  const end = async (): Promise<void> => {
    await opened.store.close()
    await parts.claim.release()
  }
  return {
    stop: async () => {
      await close()
      await stopAll(deps)
      await supervised.stop()
      await end()
    },
    leave: async () => {
      await close()
      supervised.detach()
      await end()
    },
  }
}

const aDayMs = 24 * 3600_000

async function forgetOld({ settings, opened, logger }: Parts): Promise<void> {
  await opened.store.instanceSettings.dropOlder(new Date(Date.now() - aDayMs).toISOString())
  const rows = await forgetAudit(opened.store.audit, settings.auditMonths)
  if (rows > 0) logger.info({ rows, months: settings.auditMonths }, 'Removed the oldest rows of the audit log.')
}

interface Recovery {
  readonly operations: OperationsService
  readonly whenReady: (id: InstanceId) => Promise<void>
}

/** What is unfinished waits for its engine, and is not undone because that is away. */
const toWhenReady =
  ({ store }: Deps, { whenOpened }: OpenEngines): Recovery['whenReady'] =>
  async (id) => {
    const instance = await store.instances.findById(id)
    if (instance) await whenOpened(instance.engine)
  }

/** Brings to their end what the last manager left unfinished; afterwards git's `main` is what runs, also where a push was cut off. */
async function recover({ logger }: Parts, deps: Deps, { operations, whenReady }: Recovery): Promise<void> {
  const unfinished = await deps.store.operations.list({ unfinished: true })
  await operations.recover(whenReady)
  for (const { id, kind, instanceId } of unfinished) {
    if (kind !== 'deploy-instance') continue
    const aligned = operations.wait(id).then(() => alignMain(deps, instanceId))
    aligned.catch((err: unknown) => logger.error({ err, operationId: id }, 'main could not be made equal to what runs'))
  }
}

/** The API on a Unix socket that only this account can open. */
async function listen(deps: ApiDeps & { readonly trust: Trust }, path: string): Promise<FastifyInstance> {
  const server = await buildApi(deps)
  rmSync(path, { force: true }) // left by a manager that was killed: this one holds the lock of the data directory
  await server.listen({ path })
  await chmod(path, 0o600)
  return server
}

async function startReceiver({ settings, logger }: Parts, deps: Deps, operations: OperationsService): Promise<Receiver> {
  const unfinished = await deps.store.operations.list({ unfinished: true })
  return createReceiver({
    dataDir: settings.dataDir,
    wantedCommits: new Set(unfinished.map(({ input }) => String(input.commit))),
    socketPath: join(settings.runtimeDir, 'hook.sock'),
    toGitUrl: (name) => toGitSshUrl(settings, name),
    onPush: (push) => deployOnPush({ operations, guard: deps.guard, audit: deps.store.audit }, push),
    onPushed: ({ instance }) => alignMain(deps, instance.id),
    currentOperation: (id) => operations.current(id),
    report: toReport(logger),
  })
}

/** What both ways into git work with. */
const toGitOptions = ({ settings, logger }: Parts, { store }: Deps, receiver: Receiver) => ({
  dataDir: settings.dataDir,
  store,
  receiver,
  maxPushMib: settings.maxPushMib,
  report: toReport(logger),
  toGitUrl: (name: string): string => toGitHttpsUrl(settings, name),
})

async function startSsh(parts: Parts, deps: Deps, receiver: Receiver): Promise<SshServer> {
  const { host, sshPort, dataDir } = parts.settings
  return startSshServer({ ...toGitOptions(parts, deps, receiver), host, port: sshPort, hostKey: await loadHostKey(dataDir) })
}

const toReport =
  (logger: Logger) =>
  (error: unknown): void =>
    logger.error({ err: error }, 'git')

const toGatewayConfig = ({ host, httpPort }: Settings, layout: DataLayout) => ({
  host,
  httpPort,
  controlSocket: layout.gatewaySocket,
  routesFile: layout.routesFile,
  logFile: layout.gatewayLog,
  pidFile: layout.gatewayPid,
  build: toBuildId(gatewayProgram()),
})

/** Beside this file: as source, or bundled. */
const gatewayProgram = (): string => join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'gateway.ts' : 'gateway.mjs')

/** What is installed runs without the network, so this is no reason not to start. */
async function warnOfExpiredCertificates({ extraCaFile }: Settings): Promise<void> {
  const warning = extraCaFile === null ? null : await expiredCertificates(extraCaFile)
  if (warning !== null) warnAtStart(`OTM_EXTRA_CA_FILE: ${warning} Until then nothing can be fetched with them.`)
}

const warnAtStart = (sentence: string): void => void process.stderr.write(`\n  ${sentence}\n`)

function endWith(error: unknown): never {
  const message = isManagerError(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`\n  oTree Manager cannot go on.\n  ${message}\n\n`)
  process.exit(1)
}

process.umask(0o022) // what builders and instances shall read is made for them, whatever the terminal's habits are
try {
  const settings = await readSettings()
  for (const name of ['OTM_SMTP_PASSWORD', 'OTM_HEALTH_HOOK']) delete process.env[name] // nothing that we start needs them
  await warnOfExpiredCertificates(settings)
  onSignals(await startManager(settings).catch((error: unknown) => endWith(toStartFault(error, settings.dataDir))))
} catch (error) {
  endWith(error)
}
