import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Endpoint, Engine, InstanceSpec, RunningProcess } from '../../domain/engine.ts'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import { newId, newSecret } from '../../lib/ids.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { testSettings } from '../local/environments/testing.ts'
import { withClient } from '../local/postgres/client.ts'
import { ask, browse, createSession, probeEnvironment, submit } from '../testing/ask.ts'
import { makeProbeProject } from '../testing/probe-project.ts'
import { createProcessEngine } from './process-engine.ts'

const never = new AbortController().signal

/** What oTree can do under our launcher as under its own. */
for (const version of ['6.0.15', '5.11.5']) {
  describe(`oTree ${version} under the launcher`, () => {
    let directory: string
    let engine: Engine
    let instance: InstanceSpec
    let running: RunningProcess
    let endpoint: Endpoint

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'otm-run-'))
      await chmod(directory, 0o711)
      engine = await createProcessEngine({ ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') })
      const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
      instance = { id: toInstanceId(newId('i', 8)), uid: 745_000, limits: defaultLimits, network: 'none', secrets }
      await engine.create(instance, never)
      const artifact = await engine.prepare(
        { instance, commit: 'b'.repeat(40), ...(await makeProbeProject(version)) },
        () => undefined,
        never,
      )
      expect(artifact.otreeVersion).toBe(version)
      running = await engine.start({ instance, processId: newId('p', 8), artifact, environment: { ...probeEnvironment } }, never)
      endpoint = running.endpoint
      await engine.activate(instance.id, running.processId)
    })

    afterAll(async () => {
      await engine.remove(instance.id)
      await rm(directory, { recursive: true, force: true })
    })

    const count = async (table: string): Promise<number> =>
      withClient(engine.database(instance), async (client) => Number((await client.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n))

    it('signs an admin in and shows the sessions', async () => {
      const cookie = await signIn(endpoint)
      expect((await ask(endpoint, '/sessions', { headers: { cookie } })).status).toBe(200)
      expect((await ask(endpoint, '/sessions')).headers.location).toContain('/login')
    })

    it('believes the gateway that people came by HTTPS', async () => {
      const { headers } = await ask(endpoint, '/sessions', { headers: { Host: 'lab.example.edu', 'X-Forwarded-Proto': 'https' } })
      expect(new URL(headers.location ?? '', 'https://lab.example.edu').href).toMatch(/^https:\/\/lab\.example\.edu\/login/)
    })

    it('speaks WebSocket: a claim on a live page comes back to both', async () => {
      const { code, join: path } = await createSession(endpoint, 2)
      const [first, second] = [await browse(endpoint, path), await browse(endpoint, path)]
      for (const page of [first, second]) await submit(endpoint, page.path)
      const thinking = [await browse(endpoint, first.path), await browse(endpoint, second.path)]
      const bargaining = []
      for (const page of thinking) bargaining.push(await submit(endpoint, page.path))
      expect(bargaining.map(({ path }) => path)).toEqual([expect.stringContaining('/Bargain/'), expect.stringContaining('/Bargain/')])
      const sockets = await Promise.all(bargaining.map(({ body }) => openSocket(endpoint, liveSocketPath(body))))
      const received = sockets.map((socket) => new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data)))))
      sockets[0]?.send(JSON.stringify({ type: 'claim', claim: 40 }))
      expect((await Promise.all(received)).map((text) => JSON.stringify(JSON.parse(text)))).toEqual([
        expect.stringContaining('"claims":{"1":40,"2":null}'),
        expect.stringContaining('"claims":{"1":40,"2":null}'),
      ])
      for (const socket of sockets) socket.close()
      expect(code).not.toBe('')
    })

    it('exports the data', async () => {
      const cookie = await signIn(endpoint)
      const socket = await openSocket(endpoint, '/export', { cookie })
      const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))))
      socket.send(JSON.stringify({}))
      const exported = JSON.parse(await answer) as { file_name: string; data: string }
      socket.close()
      expect(exported.file_name).toMatch(/^all_apps_wide.*\.csv$/)
      expect(exported.data).toContain('participant.code')
    })

    it('submits a page whose time is over when nobody looks at it any more', async () => {
      const { code, join: path } = await createSession(endpoint, 2, 1)
      const pages = [await browse(endpoint, path), await browse(endpoint, path)]
      for (const page of pages) await submit(endpoint, page.path)
      for (const page of pages) await browse(endpoint, page.path)
      const onPage = () =>
        withClient(engine.database(instance), async (client) =>
          (await client.query('SELECT _current_page_name AS page FROM otree_participant WHERE _session_code = $1', [code])).rows.map(
            ({ page }) => page,
          ),
        )
      expect(await onPage()).toEqual(['Think', 'Think'])
      await waitUntil('both are on the next page', async () => (await onPage()).every((page) => page === 'Bargain'), {
        timeoutMs: 45_000,
        intervalMs: 250,
      })
    })

    it('keeps every page time when it is quiesced, and when it is stopped', async () => {
      const { join: path } = await createSession(endpoint, 2)
      await submit(endpoint, (await browse(endpoint, path)).path)
      const before = await count('otree_pagetimebatch')
      await engine.quiesce(instance.id, running.processId)
      expect(await count('otree_pagetimebatch')).toBe(before + 1)
      await submit(endpoint, (await browse(endpoint, path)).path)
      await engine.stop(instance.id, running.processId)
      expect(await count('otree_pagetimebatch')).toBe(before + 2)
    })
  })
}

async function signIn(endpoint: Endpoint): Promise<string> {
  const form = await ask(endpoint, '/login')
  const csrf = /name="csrftoken"[^>]*value="([^"]*)"/.exec(form.body)?.[1] ?? ''
  const cookie = cookieOf(form.headers['set-cookie'])
  const fields = { csrftoken: csrf, username: 'admin', password: probeEnvironment.OTREE_ADMIN_PASSWORD }
  const answer = await ask(endpoint, '/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
    body: new URLSearchParams(fields).toString(),
  })
  expect(answer.status).toBe(302)
  return cookieOf(answer.headers['set-cookie']) ?? ''
}

const cookieOf = (headers: string[] | undefined): string | undefined => headers?.[0]?.split(';')[0]

const liveSocketPath = (body: string): string => {
  const path = /["'](\/live\?[^"']+)["']/.exec(body)?.[1]
  if (path === undefined) throw new Error('The page has no live socket.')
  return path.replaceAll('&amp;', '&').replaceAll('\\u0026', '&')
}

async function openSocket(endpoint: Endpoint, path: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  if (!('socketPath' in endpoint)) throw new Error('The process engine gives Unix sockets.')
  const socket = new WebSocket(`ws+unix:${endpoint.socketPath}:${path}`, { headers: { Host: 'otree.test', ...headers } })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}
