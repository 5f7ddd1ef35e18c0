import { appendFile, chmod, cp, link, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, InstanceSpec, RunningProcess } from '../domain/engine.ts'
import { defaultLimits } from '../domain/instance.ts'
import { toInstanceId } from '../domain/names.ts'
import { testSettings } from '../engines/local/environments/testing.ts'
import { createProcessEngine } from '../engines/process/process-engine.ts'
import { ask as askOtree, browse, probeEnvironment, rest } from '../engines/testing/ask.ts'
import { newId, newSecret } from '../lib/ids.ts'
import { resourcePath } from '../lib/resources.ts'
import { mintAdminCookie, toCookieKey } from '../otree/cookie.ts'
import { openProject } from '../otree/project-files.ts'
import { planRequirements } from '../otree/requirements.ts'
import { ask, startTestGateway, type TestGateway } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const never = new AbortController().signal
const apps = { groups: 'bargaining', pages: 'questions', rooms: 'effort' } as const
/** As their settings have them. */
const secretKeys = { groups: 'groups-2947561038', pages: 'pages-7719305264', rooms: probeEnvironment.SECRET_KEY }

/** What the gateway answers is what oTree would have answered. */
describe.each(['6.0.15', '5.11.5'])('static files of oTree %s', (version) => {
  let directory: string
  let engine: Engine
  let instance: InstanceSpec
  let gateway: TestGateway
  let running: RunningProcess

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-static-'))
    await chmod(directory, 0o711)
    engine = await createProcessEngine({ ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') })
    const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
    instance = { id: toInstanceId(newId('i', 8)), uid: 746_000, limits: defaultLimits, network: 'none', secrets }
    await engine.create(instance, never)
    gateway = await startTestGateway(null)
  })
  afterAll(async () => {
    await gateway.stop()
    await engine.remove(instance.id)
    await rm(directory, { recursive: true, force: true })
  })

  const start = async (app: keyof typeof apps, number: number): Promise<void> => {
    const sourceDir = await makeProject(app, version)
    const requirements = planRequirements(openProject(sourceDir).read)
    const commit = String(number).repeat(40)
    const artifact = await engine.prepare({ instance, commit, sourceDir, requirements }, () => undefined, never)
    running = await engine.start({ instance, processId: newId('p', 8), artifact, environment: { ...probeEnvironment } }, never)
    gateway.traffic.setTable(
      aTable([aRoute('one', { ...running, state: 'ready', upstream: running.endpoint, instanceId: 'ione' as never })]),
    )
  }
  const roots = (): readonly string[] => running.staticFiles?.roots.map((root) => root.directory) ?? []

  describe.each(Object.keys(apps) as (keyof typeof apps)[])('with the project %s', (app) => {
    beforeAll(() => start(app, Object.keys(apps).indexOf(app) + 1))
    afterAll(() => engine.stop(instance.id, running.processId))

    it('are answered by the gateway, all that pages ask for', async () => {
      const cookie = `session=${mintAdminCookie(toCookieKey(secretKeys[app], probeEnvironment.OTREE_ADMIN_PASSWORD))}`
      const session = await rest<{ session_wide_url: string }>(running.endpoint, '/api/sessions', {
        session_config_name: apps[app],
        num_participants: 2,
      })
      const pages = [
        await browse(running.endpoint, new URL(session.session_wide_url).pathname),
        ...(await Promise.all(
          ['/login', '/sessions', '/rooms', '/create_session', '/demo'].map((path) =>
            askOtree(running.endpoint, path, { headers: { cookie } }),
          ),
        )),
      ]
      expect(pages.map(({ status }) => status)).toEqual(Array(pages.length).fill(200))
      const urls = new Set(pages.flatMap(({ body }) => body.match(/(?<=["'(])\/static\/[^"')]+/g) ?? []))
      expect(urls.size).toBeGreaterThan(5)
      for (const url of urls) await expectSame(url, 'gateway')
    })

    it('are the same, every one', async () => {
      let count = 0
      for (const root of roots()) {
        for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
          const path = relative(root, join(entry.parentPath, entry.name))
          if (!entry.isFile()) continue
          await expectSame(`/static/${path.split('/').map(encodeURIComponent).join('/')}`, path.endsWith('.sav') ? 'oTree' : 'gateway')
          count++
        }
      }
      expect(count).toBeGreaterThan(40)
    })
  })

  /** @param by who answers at the gateway's port: oTree itself says nothing of caches */
  async function expectSame(path: string, by: 'gateway' | 'oTree'): Promise<void> {
    const [theirs, ours] = [await askOtree(running.endpoint, path), await ask(gateway.port, { path })]
    expect([path, ours.headers['cache-control']]).toEqual([path, by === 'gateway' ? 'no-cache' : undefined])
    const facts = ({ status, body, headers }: typeof ours) => ({
      path,
      status,
      body,
      type: headers['content-type'],
      length: headers['content-length'],
      modified: headers['last-modified'],
    })
    expect(facts(ours)).toEqual(facts(theirs))
  }

  describe('of a project that is slow and hostile', () => {
    beforeAll(() => start('groups', 7))
    afterAll(() => engine.stop(instance.id, running.processId))

    it('come while oTree makes a page, and its own come after', async () => {
      const session = await rest<{ session_wide_url: string }>(running.endpoint, '/api/sessions', {
        session_config_name: 'bargaining',
        num_participants: 2,
      })
      const { headers } = await askOtree(running.endpoint, new URL(session.session_wide_url).pathname)
      const order: string[] = []
      const hold = join(roots()[0] ?? '', 'hold.txt')
      await writeFile(hold, '')
      const page = ask(gateway.port, { path: `${new URL(headers.location ?? '', 'http://otree.test').pathname}` }).then(
        ({ headers: next }) =>
          ask(gateway.port, { path: new URL(next.location ?? '/', 'http://otree.test').pathname }).then(() => order.push('page')),
      )
      await expect.poll(() => readdir(roots()[0] ?? ''), { timeout: 60_000 }).toContain('begun.txt')
      const own = askOtree(running.endpoint, '/static/robots.txt').then(() => order.push("oTree's own"))
      for (let count = 0; count < 30; count++) await ask(gateway.port, { path: '/static/favicon.ico' })
      expect((await ask(gateway.port, { path: '/static/begun.txt' })).body).toBe('written while it runs')
      order.push('thirty of the gateway')
      await rm(hold)
      await Promise.all([page, own])
      expect(order[0]).toBe('thirty of the gateway')
      expect(order.toSorted()).toEqual(["oTree's own", 'page', 'thirty of the gateway'])
    })

    it('are never those of others', async () => {
      const [project = ''] = roots()
      const secret = join(directory, 'data', 'secret.txt')
      await writeFile(secret, 'a secret of the manager', { mode: 0o600 })
      await symlink(secret, join(project, 'link.txt'))
      await symlink(join(directory, 'data'), join(project, 'data'))
      await link(secret, join(project, 'second-name.txt'))
      await rename(join(project, 'global'), join(project, 'moved'))
      await symlink(join(directory, 'data'), join(project, 'global'))
      const attacks = ['link.txt', 'data/secret.txt', 'second-name.txt', 'global/secret.txt', '..%2f..%2f..%2fsecret.txt', '%00secret.txt']
      for (const path of attacks) {
        const body = await ask(gateway.port, { path: `/static/${path}` }).then(
          (answered) => answered.body,
          () => 'oTree broke off', // it may not read a file of which it has said the length already
        )
        expect([path, body.includes('a secret')]).toEqual([path, false])
      }
      expect((await ask(gateway.port, { path: '/static/favicon.ico' })).headers['cache-control']).toBe('no-cache')
    })
  })
})

const slow = `
def vars_for_template(player):
    import os, time
    os.makedirs('_static', exist_ok=True)
    with open('_static/begun.tmp', 'w') as file:
        file.write('written while it runs')
    os.rename('_static/begun.tmp', '_static/begun.txt')
    while os.path.exists('_static/hold.txt'):
        time.sleep(0.1)
    return {}
Introduction.vars_for_template = staticmethod(vars_for_template)
`

/** One of the test apps, with files of all kinds in its `_static` and in the app's own `static`; its first page is slow in `groups`. */
async function makeProject(app: keyof typeof apps, version: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-project-'))
  await cp(resourcePath('test', 'apps', app), directory, { recursive: true })
  await writeFile(join(directory, 'requirements.txt'), `otree==${version}\npsycopg2>=2.8.4\n`)
  const own = join(directory, apps[app], 'static', apps[app])
  await mkdir(own, { recursive: true })
  const names = [
    'a.js',
    'B.JS',
    'c.mjs',
    'd.json',
    'e.svg',
    'f.webp',
    'g.avif',
    'h.woff2',
    'i.mp4',
    'j.mp3',
    'ü k.html',
    'l.csv',
    'm.map',
    'n.sav',
    'empty.txt',
  ]
  for (const name of names) await writeFile(join(own, name), name.startsWith('empty') ? '' : `content of ${name}`)
  await mkdir(join(directory, '_static', 'otree', 'css'), { recursive: true })
  await writeFile(join(directory, '_static', 'favicon.ico'), 'the icon of the project')
  if (app === 'groups') await appendFile(join(directory, 'bargaining', '__init__.py'), slow)
  return directory
}
