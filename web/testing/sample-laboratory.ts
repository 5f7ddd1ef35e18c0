import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'vite'
import { buildApi } from '../../src/api/server.ts'
import type { Engine } from '../../src/domain/engine.ts'
import type { Activity } from '../../src/domain/gateway.ts'
import { archiveWritten } from '../../src/engines/local/written/archive.ts'
import { findPlaces, listWritten } from '../../src/engines/local/written/written.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { freePort } from '../../test/support/free-port.ts'
import { type HookServer, startHookServer } from '../../test/support/hook-server.ts'
import { type MailServer, refusal, startMailServer } from '../../test/support/mail/mail-server.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { type SampleWork, sampleWork } from './sample-work.ts'

/** The real API, store, accounts and journal with the built dashboard, on a port of its own. Only oTree is missing. */
export interface SampleLaboratory {
  readonly url: string
  readonly api: TestApi
  /** Takes the mails; there is no mailbox of `gone@example.edu`. */
  readonly mailServer: MailServer
  readonly hookServer: HookServer
  /** The link that the server would print. */
  readonly setupUrl: string
  /** Makes a person who has chosen this password. */
  person(person: {
    readonly username: string
    readonly name: string
    readonly password: string
    readonly superUser?: boolean
  }): Promise<void>
  /** Ends the server as a restart would, and begins it again at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Builds the pages anew, as an update does: no file is called as in another edition, and the former ones are gone. */
  update(edition: string): Promise<void>
  close(): Promise<void>
}

export interface SampleOptions extends SampleWork {
  /** The most that an upload may have. */
  readonly maxPushMib?: number
  /** What the gateway counts; by default nobody plays. */
  readonly activity?: () => Promise<readonly Activity[]>
}

export async function openSampleLaboratory({
  maxPushMib = 200,
  activity = async () => [],
  ...work
}: SampleOptions = {}): Promise<SampleLaboratory> {
  const port = await freePort()
  const publicUrl = `http://localhost:${port}`
  const mailServer = await startMailServer({ onReceiver: refuseWhoIsGone })
  const hookServer = await startHookServer()
  const api: TestApi = await openTestApi({
    publicUrl,
    mail: mailServer.settings,
    health: { mail: 'super-users', hook: hookServer.url },
    maxPushMib,
    activity,
    work: (kind) => (context, input) =>
      sampleWork({ store: api.open.store, events: api.deps.events, repositories: api.repositories }, work)(kind)(context, input),
  })
  const webDir = join(api.dataDir, 'built')
  await cp(resourcePath('build', 'web'), webDir, { recursive: true })
  const context = { settings: { dataDir: api.dataDir, runtimeDir: api.dataDir }, bootId: '' } as never
  const files: Pick<Engine, 'listWritten' | 'readWritten'> = {
    listWritten: (id) => listWritten(context, id),
    readWritten: async (id, { of, path }, signal) => archiveWritten({ places: await findPlaces(context, id, of), path }, signal),
  }
  const make = () => buildApi({ ...api.deps, webDir, engine: { ...api.deps.engine, ...files, logs: sampleLog } })
  let app = await make()
  await app.listen({ port, host: 'localhost' })
  return {
    url: publicUrl,
    api,
    mailServer,
    hookServer,
    setupUrl: (await api.accounts.createSetupUrl()).url,
    async person({ username, name, password, superUser = false }) {
      const role = superUser ? 'super-user' : 'experimenter'
      const { invitation } = await api.accounts.createPerson({ username, name, email: `${username}@example.edu`, role })
      await api.accounts.acceptLink(new URL(invitation.url).hash.slice(1), password)
    },
    stop: () => app.close(),
    async start() {
      app = await make()
      await app.listen({ port, host: 'localhost' })
    },
    update: (edition) => buildPages(webDir, `[name]-${edition}-[hash].js`),
    async close() {
      await app.close()
      await api.close()
      await mailServer.close()
      await hookServer.close()
      await rm(webDir, { recursive: true, force: true })
    },
  }
}

async function buildPages(outDir: string, name: string): Promise<void> {
  const output = { entryFileNames: `assets/${name}`, chunkFileNames: `assets/${name}` }
  await build({ configFile: resourcePath('web', 'vite.config.ts'), logLevel: 'error', build: { outDir, rolldownOptions: { output } } })
}

function refuseWhoIsGone(address: string): void {
  if (address === 'gone@example.edu') throw refusal(550, '5.1.1 <gone@example.edu>: Recipient address rejected: User unknown')
}

/** Lines as oTree prints them, then one now and then. */
const sampleLog: Engine['logs'] = async function* (_id, { lines, follow }, signal) {
  for (let index = 1; index <= Math.min(lines, 60); index++) yield `INFO     otree: page ${index} of app trust was sent`
  for (let index = 1; follow && !signal.aborted; index++) {
    await sleep(500, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) yield `INFO     otree: still here (${index})`
  }
}
