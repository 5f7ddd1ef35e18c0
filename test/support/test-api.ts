import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Accounts, openAccounts } from '../../src/accounts/accounts.ts'
import { createPresence } from '../../src/actions/presence.ts'
import { createSessionGuard } from '../../src/actions/session-guard.ts'
import type { ApiDeps } from '../../src/api/api-deps.ts'
import { newInstanceSecrets } from '../../src/api/new-secrets.ts'
import { buildApi } from '../../src/api/server.ts'
import { openUploads } from '../../src/api/uploads/uploads.ts'
import type { Capabilities, Usage } from '../../src/domain/engine.ts'
import type { EngineKind } from '../../src/domain/engine-kind.ts'
import type { Activity } from '../../src/domain/gateway.ts'
import type { Instance } from '../../src/domain/instance.ts'
import { type InstanceId, toInstanceName, toUsername } from '../../src/domain/names.ts'
import { type OperationDefinition, operationKinds } from '../../src/domain/operation.ts'
import type { Language, Role } from '../../src/domain/person.ts'
import type { Repositories } from '../../src/domain/repositories.ts'
import type { HealthSettings, MailSettings } from '../../src/domain/settings.ts'
import { readKeptLog } from '../../src/engines/local/logs.ts'
import { archiveWritten } from '../../src/engines/local/written/archive.ts'
import { listKept, removeKept } from '../../src/engines/local/written/kept.ts'
import { createGitHttp, type GitHttp } from '../../src/git/http/git-http.ts'
import type { Push, PushResult } from '../../src/git/push.ts'
import { createReceiver } from '../../src/git/receiver.ts'
import { createRepositories } from '../../src/git/repositories.ts'
import { openHealthMessages } from '../../src/health-messages/open-health-messages.ts'
import { createEventBus } from '../../src/lib/event-bus.ts'
import { newId } from '../../src/lib/ids.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { openMail } from '../../src/mail/open-mail.ts'
import { createMetricsReader } from '../../src/metrics/read-metrics.ts'
import { createOperations, type OperationsService } from '../../src/operations/operations.ts'
import { type OpenStore, openStore } from '../../src/store/open-store.ts'

/** The API on a real store, real accounts, real operations and real repositories; only what the operations do is left out. */
export interface TestApi {
  /** Behind the gateway. */
  readonly app: FastifyInstance
  /** On the machine's own socket. */
  readonly server: FastifyInstance
  readonly deps: ApiDeps
  readonly open: OpenStore
  readonly accounts: Accounts
  readonly operations: OperationsService
  readonly repositories: Repositories
  readonly dataDir: string
  readonly gitHttp: GitHttp
  /** What nobody expected of git. */
  readonly reports: readonly unknown[]
  /** Makes a person. @returns the bearer token of a page that they have open */
  person(username: string, role?: Role): Promise<string>
  /** @returns the bearer token of another page that they have open, signed in anew */
  signIn(username: string): Promise<string>
  /** @returns an API token */
  token(username: string, scope: 'read' | 'operate' | 'all'): Promise<string>
  instance(name: string, owner: string): Promise<Instance>
  close(): Promise<void>
}

interface TestApiOptions {
  readonly publicUrl?: string
  readonly maxPushMib?: number
  readonly silenceMs?: number
  /** What operations do; by default nothing, at once. */
  readonly work?: (kind: string) => OperationDefinition['run']
  /** Which engines can be asked. */
  readonly engines?: readonly EngineKind[]
  /** Where new instances come to. */
  readonly engine?: EngineKind
  /** Of mails to people who chose none. */
  readonly language?: Language
  /** By default there is no mail server. */
  readonly mail?: MailSettings
  /** Who is told of the health; by default super-users are. */
  readonly health?: HealthSettings
  /** What the gateway counts; by default nobody is there. */
  readonly activity?: () => Promise<readonly Activity[]>
  /** What instances use; by default nothing runs. */
  readonly lastUsage?: () => ReadonlyMap<InstanceId, Usage>
  /** What a push does; by default it is taken. */
  readonly onPush?: (push: Push) => Promise<PushResult>
}

const otherSettings = { trashDays: 30, extraCaFile: null, packageIndexUrl: null, httpsProxy: null, noProxy: null } as const

export async function openTestApi({
  publicUrl = 'http://localhost:8000',
  maxPushMib = 200,
  silenceMs,
  work,
  engines = ['process'],
  engine = 'process',
  language = 'en',
  mail: mailSettings,
  health = { mail: 'super-users', hook: null },
  activity = async () => [],
  lastUsage = () => new Map(),
  onPush = async () => ({ accepted: true }),
}: TestApiOptions = {}): Promise<TestApi> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otm-api-'))
  const webDir = join(dataDir, 'web')
  await mkdir(join(webDir, 'assets'), { recursive: true })
  await writeFile(
    join(webDir, 'index.html'),
    '<!doctype html><html lang="en"><head><script type="module" src="/assets/index.js"></script></head><body></body></html>',
  )
  await writeFile(join(webDir, 'assets', 'index.js'), 'export {}')
  const open = await openStore({ dataDir })
  const accounts = await openAccounts({ ...open, publicUrl })
  const events = createEventBus()
  const definitions = operationKinds.map((kind) => ({ kind, deadlineMs: 120_000, run: work?.(kind) ?? nothing, undo: nothing }))
  const operations = createOperations({ store: open.store, events, definitions, dataDir })
  const repositories = createRepositories({ dataDir })
  const reports: unknown[] = []
  const report = (error: unknown): void => void reports.push(error)
  const receiver = await createReceiver({
    dataDir,
    socketPath: join(dataDir, 'hook.sock'),
    toGitUrl: (name) => `ssh://git@localhost:2222/${name}`,
    onPush,
    onPushed: async ({ instance, commit }) => repositories.setMain(instance.id, commit),
    currentOperation: () => null,
    report,
  })
  const gitHttp = createGitHttp({
    dataDir,
    store: open.store,
    receiver,
    maxPushMib,
    report,
    toGitUrl: (name) => `${publicUrl}/git/${name}`,
  })
  const mail = openMail({ settings: { mail: mailSettings ?? null, extraCaFile: null, publicUrl }, store: open.mail })
  mail.start()
  const settings = { engine, publicUrl, instanceDomain: 'localhost', sshPort: 2222, maxPushMib, dataDir, language, ...otherSettings }
  const healthMessages = openHealthMessages({ settings: { ...settings, health }, mail, people: open.store.people })
  const issueTicket = async () => ({ ticket: newId('', 43), expiresAt: new Date().toISOString() })
  const gateway = { activity, issueTicket }
  const writtenOf = (id: string): string => join(dataDir, 'instances', id, 'written')
  const deps: ApiDeps = {
    availableEngines: () => engines,
    settings,
    store: open.store,
    accounts,
    operations,
    engine: {
      capabilities: async () => capabilities,
      databases: async () => [],
      logs: (_id, { follow }, signal) => fixedLog(follow ? signal : null),
      keptLog: (id) => readKeptLog(join(dataDir, 'instances', id, 'log', 'otree.log')),
      listWritten: async (id) =>
        (await listKept(writtenOf(id))).map(({ files: fileCount, ...set }) => ({ ...set, state: 'kept', fileCount, files: [] })),
      readWritten: async (id, { of, path }, signal) => {
        const places = (await listKept(writtenOf(id))).map((set) => ({ id: set.id, directory: join(writtenOf(id), set.id), release: null }))
        return archiveWritten({ places: places.filter((place) => of === null || place.id === of), path }, signal)
      },
      removeWritten: (id, of) => removeKept(writtenOf(id), of),
    },
    metrics: createMetricsReader({
      directory: join(dataDir, 'metrics'),
      lastUsage,
      engine: { statistics: async () => ({ ...noUsage, diskMib: 184.3 }) },
    }),
    gateway,
    presence: createPresence(gateway),
    guard: createSessionGuard({ gateway, settings, store: open.store, engine: noDatabase }),
    repositories,
    git: gitHttp,
    uploads: await openUploads({ dataDir, maxPushMib, ...(silenceMs === undefined ? {} : { silenceMs }) }),
    events,
    mail,
    healthMessages,
    logger: silentLogger,
    version: '0.1.0',
    trust: 'bearer',
    webDir,
  }
  const app = await buildApi(deps)
  const server = await buildApi({ ...deps, trust: 'server' })
  return {
    app,
    server,
    deps,
    open,
    accounts,
    operations,
    repositories,
    dataDir,
    gitHttp,
    reports,
    person: async (username, role = 'experimenter') => {
      await accounts.createPerson({ username, name: `Name of ${username}`, email: `${username}@example.org`, role })
      return signIn(open, accounts, username)
    },
    signIn: (username) => signIn(open, accounts, username),
    token: async (username, scope) =>
      (await open.store.tokens.create({ username: toUsername(username), name: scope, scope, expiresAt: null })).token,
    instance: (name, owner) =>
      open.store.instances.create({ name: toInstanceName(name), owner: toUsername(owner), secrets: newInstanceSecrets() }),
    close: async () => {
      await operations.drain(1000)
      gitHttp.close()
      await receiver.close()
      await Promise.all([app.close(), server.close()])
      await mail.stop()
      await open.store.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

const noUsage = { memoryMib: 0, cpuSeconds: 0, processes: 0 }
/** Instances of this API have none, so that who plays is known from the gateway alone. */
const noDatabase = {
  database: (): never => {
    throw new Error('There is no database here.')
  },
}

const nothing = async (): Promise<void> => undefined

/** As a browser would be, without the second that a password costs. */
async function signIn({ store, database }: OpenStore, accounts: Accounts, username: string): Promise<string> {
  const person = await store.people.get(toUsername(username))
  const now = new Date()
  const id = newId('s', 16)
  const expiresAt = new Date(now.getTime() + 3600_000).toISOString()
  const row = { id, token: newId('', 32), userId: person.id, expiresAt, createdAt: now.toISOString(), updatedAt: now.toISOString() }
  await database
    .insertInto('session' as never)
    .values(row as never)
    .execute()
  return accounts.pageTokens.issue({ id, username, role: person.role }).token
}

/** Two lines; with a signal, then nothing until it aborts. */
async function* fixedLog(signal: AbortSignal | null): AsyncGenerator<string> {
  yield 'first line'
  yield 'second line'
  if (!signal) return
  followers.add(signal)
  if (!signal.aborted) await once(signal, 'abort')
  followers.delete(signal)
}

/** Whoever follows a log at this moment. */
export const followers = new Set<AbortSignal>()

const capabilities: Capabilities = {
  engine: 'process',
  isolation: 'sandbox+uid',
  networkIsolation: true,
  memoryLimit: true,
  notes: [],
  postgresVersion: '15.8',
  pythons: ['3.11'],
}
