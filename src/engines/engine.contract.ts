import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { extract } from 'tar-stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Artifact } from '../domain/deployment.ts'
import type { DatabaseAccess, Engine, EngineFact, InstanceSpec, JobSpec, RunningProcess, RunSpec } from '../domain/engine.ts'
import { defaultLimits } from '../domain/instance.ts'
import { type InstanceId, toInstanceId } from '../domain/names.ts'
import { newId, newSecret } from '../lib/ids.ts'
import { resourcePath } from '../lib/resources.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, browse, createSession, probeEnvironment, submit } from './testing/ask.ts'
import { type Behaviour, makeProbeProject } from './testing/probe-project.ts'

/** An engine with a machine of its own, as far as a test can have one. */
export interface EngineUnderTest {
  /** A new engine object on the same data, as after the manager's death. */
  open(): Promise<Engine>
  readonly firstUid: number
  /** Where the instance's things lie on this machine. */
  places(id: InstanceId): readonly string[]
  /** What is left of an instance: processes, directories, sockets, groups … */
  leftovers(id: InstanceId): Promise<readonly string[]>
  close(): Promise<void>
}

const commit = 'c0ffee0123456789c0ffee0123456789c0ffee01'
const never = new AbortController().signal

/** What every engine must do, on real oTree and PostgreSQL. */
export function engineContract(name: string, makeEngine: () => Promise<EngineUnderTest>): void {
  describe(`engine ${name}`, () => {
    let machine: EngineUnderTest
    let engine: Engine
    let instance: InstanceSpec
    let other: InstanceSpec
    let artifact: Artifact
    let scratch: string
    let uid = 0

    const newInstance = (): InstanceSpec => ({
      id: toInstanceId(newId('i', 8)),
      uid: uid++,
      limits: { ...defaultLimits, memoryMib: 512 },
      network: 'none',
      secrets: { databasePassword: `"'@/${newSecret(9)}`, databaseAdminPassword: newSecret() },
    })
    const prepare = async (target: InstanceSpec, log: (line: string) => void = () => undefined): Promise<Artifact> =>
      engine.prepare({ instance: target, commit, ...(await makeProbeProject()) }, log, never)
    const runSpec = (behaviour?: Behaviour, more: Partial<RunSpec> = {}): RunSpec => ({
      instance,
      processId: newId('p', 8),
      artifact,
      environment: { ...probeEnvironment, ...(behaviour ? { PROBE: behaviour } : {}) },
      ...more,
    })
    const start = (behaviour?: Behaviour, more: Partial<RunSpec> = {}): Promise<RunningProcess> =>
      engine.start(runSpec(behaviour, more), never)
    const factOf = async (id: InstanceId, of: Engine = engine): Promise<EngineFact> => {
      const fact = (await of.list()).find(({ instanceId }) => instanceId === id)
      if (!fact) throw new Error(`${id} is not listed`)
      return fact
    }
    const job = (command: readonly string[], more: Partial<JobSpec> = {}): JobSpec => ({
      instance,
      artifact,
      command,
      environment: {},
      database: false,
      timeoutMs: 30_000,
      ...more,
    })
    const python = (script: string, more: Partial<JobSpec> = {}) => engine.run(job(['python', '-c', script], more), never)
    /** Has something that a probe waits for done to it. */
    const now = async (): Promise<void> => void (await query(engine.database(instance), 'CREATE TABLE IF NOT EXISTS now ()'))
    const login = async ({ endpoint }: RunningProcess): Promise<number> => (await ask(endpoint, '/login')).status

    beforeAll(async () => {
      machine = await makeEngine()
      uid = machine.firstUid
      scratch = await mkdtemp(join(tmpdir(), 'otm-contract-'))
      engine = await machine.open()
      instance = newInstance()
      other = newInstance()
      await Promise.all([engine.create(instance, never), engine.create(other, never)])
      artifact = await prepare(instance)
      await prepare(other)
    })

    afterEach(async () => {
      await query(engine.database(instance), 'DROP TABLE IF EXISTS now')
      for (const { instanceId, processes } of await engine.list()) {
        for (const { processId } of processes) await engine.stop(instanceId, processId)
      }
    })

    afterAll(async () => {
      for (const { instanceId } of await engine.list()) await engine.remove(instanceId)
      await rm(scratch, { recursive: true, force: true })
      await machine.close()
    })

    describe('create', () => {
      it('gives an empty database of its own, whose role is no super-user', async () => {
        const fresh = newInstance()
        await engine.create(fresh, never)
        const rows = await query(
          engine.database(fresh),
          `SELECT current_database() AS database, current_user AS role, rolsuper OR rolcreaterole OR rolcreatedb AS mighty,
            pg_get_userbyid(datdba) AS owner, (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables
            FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
        )
        expect(rows).toEqual([{ database: 'otree', role: 'otree', mighty: false, owner: 'otree', tables: 0 }])
        expect(await factOf(fresh.id)).toEqual({ instanceId: fresh.id, database: 'running', processes: [], ended: [] })
        await engine.remove(fresh.id)
      })

      it('done twice is done once', async () => {
        await query(engine.database(instance), 'CREATE TABLE kept (number int)')
        await engine.create(instance, never)
        expect(await query(engine.database(instance), 'SELECT * FROM kept')).toEqual([])
        await query(engine.database(instance), 'DROP TABLE kept')
      })

      it('takes the database only with its password', async () => {
        await expect(query({ ...engine.database(instance), password: 'guessed' }, 'SELECT 1')).rejects.toThrow(/password/)
      })
    })

    describe('prepare', () => {
      it('tells which oTree and Python it took, with a lock', () => {
        expect(artifact).toMatchObject({ commit, otreeVersion: '6.0.15', pythonVersion: expect.stringMatching(/^3\.1\d\.\d+$/) })
        expect(artifact.lock).toContain('otree==6.0.15')
      })

      it('done twice gives the same and takes the source away', async () => {
        const project = await makeProbeProject()
        expect(await engine.prepare({ instance, commit, ...project }, () => undefined, never)).toEqual(artifact)
        expect(existsSync(project.sourceDir)).toBe(false)
      })

      it('keeps two releases of one commit apart', async () => {
        const project = await makeProbeProject()
        await writeFile(join(project.sourceDir, 'settings.py'), 'raise Exception("the other folder")')
        const release = `${commit}-0123456789abcdef`
        const second = await engine.prepare({ instance, commit, release, ...project }, () => undefined, never)
        expect(second).toEqual({ ...artifact, release })
        await expect(start(undefined, { artifact: second })).rejects.toMatchObject({ code: 'project.boot_failed' })
        await engine.forget(instance.id, release)
        expect(await login(await start())).toBe(200)
      })
    })

    describe('start', () => {
      it('returns when oTree answers, and the same start twice is one process', async () => {
        const spec = runSpec()
        const [first, second] = [await engine.start(spec, never), await engine.start(spec, never)]
        expect(await login(first)).toBe(200)
        expect(second).toEqual(first)
        expect((await factOf(instance.id)).processes).toEqual([first])
      })

      it('lets a second process boot beside the first, and each ends alone', async () => {
        const [first, second] = await Promise.all([start(), start()])
        expect((await factOf(instance.id)).processes).toHaveLength(2)
        await engine.stop(instance.id, first.processId)
        expect(await login(second)).toBe(200)
        await expect(login(first)).rejects.toThrow()
      })

      it('tells where the static files are, if others can read them, and a new engine object tells the same', async () => {
        const running = await start()
        const { processes } = await factOf(instance.id, await machine.open())
        expect(processes.find(({ processId }) => processId === running.processId)?.staticFiles).toEqual(running.staticFiles)
        for (const { directory } of running.staticFiles?.roots ?? []) expect(existsSync(directory), directory).toBe(true)
        await engine.stop(instance.id, running.processId)
      })

      it('tells the last line of the traceback and its place when the project crashes at boot', async () => {
        await expect(start('crash-at-boot')).rejects.toMatchObject({
          code: 'project.boot_failed',
          message: expect.stringMatching(/KeyError: 'missing stimulus' \(settings\.py, line \d+\)/),
          facts: { log: expect.stringContaining('reading the stimuli') },
        })
        expect(await factOf(instance.id)).toMatchObject({ processes: [], ended: [] })
      })

      it('ends a boot that takes too long', async () => {
        await expect(start('boot-for-ever', { readyTimeoutMs: 1_500 })).rejects.toMatchObject({ code: 'engine.not_ready' })
        expect((await factOf(instance.id)).processes).toEqual([])
      })

      it('leaves nothing when it is cancelled', async () => {
        const controller = new AbortController()
        const starting = engine.start(runSpec('boot-for-ever'), controller.signal)
        const waiting = waitUntil('it is being started', async () => (await factOf(instance.id)).processes.length === 1)
        await Promise.all([waiting.then(() => controller.abort()), expect(starting).rejects.toThrow()])
        expect((await factOf(instance.id)).processes).toEqual([])
      })

      it('imports the project only when it may boot', async () => {
        const { promise: mayBoot, resolve } = Promise.withResolvers<void>()
        const starting = start('crash-at-boot', { mayBoot })
        const order: string[] = []
        const failing = expect(starting.finally(() => order.push('ended'))).rejects.toMatchObject({ code: 'project.boot_failed' })
        await waitUntil('it is being prepared', async () => (await factOf(instance.id)).processes.length === 1)
        expect(await login(await start())).toBe(200)
        order.push('another one started meanwhile')
        resolve()
        await failing
        expect(order).toEqual(['another one started meanwhile', 'ended'])
      })

      it('answers when it may boot', async () => {
        const { promise: mayBoot, resolve } = Promise.withResolvers<void>()
        const starting = start(undefined, { mayBoot })
        await waitUntil('it is being prepared', async () => (await factOf(instance.id)).processes.length === 1)
        resolve()
        expect(await login(await starting)).toBe(200)
      })

      it('leaves nothing when it may not boot after all, or is cancelled before', async () => {
        const controller = new AbortController()
        const { promise: mayBoot, reject } = Promise.withResolvers<void>()
        const starting = [
          start(undefined, { mayBoot }),
          engine.start(runSpec(undefined, { mayBoot: new Promise(() => {}) }), controller.signal),
        ]
        const [refused, cancelled] = starting.map((each) => expect(each).rejects.toThrow('It shall not.'))
        await waitUntil('both are being prepared', async () => (await factOf(instance.id)).processes.length === 2)
        reject(new Error('It shall not.'))
        controller.abort(new Error('It shall not.'))
        await Promise.all([refused, cancelled])
        expect(await factOf(instance.id)).toMatchObject({ processes: [], ended: [] })
      })

      it('refuses a version that is not kept', async () => {
        await expect(start(undefined, { artifact: { ...artifact, release: 'f'.repeat(40) } })).rejects.toMatchObject({ code: 'not_found' })
      })

      it("gives the code neither the manager's environment nor a writable release", async () => {
        process.env.OTM_SECRET_OF_THE_MANAGER = 'x'
        const { stdout } = await python('import os; open("settings.py", "a").write("broken("); print(sorted(os.environ))')
        expect(stdout).not.toContain('OTM_')
        expect(await login(await start())).toBe(200)
      })
    })

    describe('hand-over', () => {
      it('page timeouts follow the active process, page times are kept, and the database may restart meanwhile', async () => {
        const first = await start()
        await engine.activate(instance.id, first.processId)
        expect((await factOf(instance.id)).processes).toMatchObject([{ active: true }])
        const session = await createSession(first.endpoint, 2, 2)
        const pages = [await browse(first.endpoint, session.join), await browse(first.endpoint, session.join)]
        for (const { path } of pages) await submit(first.endpoint, path)
        for (const { path } of pages) await browse(first.endpoint, path)
        const think = await pageNames(engine.database(instance))
        expect(think).toEqual(['Think', 'Think'])

        const second = await start()
        await engine.quiesce(instance.id, first.processId)
        expect(await countRows(engine.database(instance), 'otree_pagetimebatch')).toBeGreaterThan(0)
        expect(await login(first)).toBe(200)
        await engine.activate(instance.id, second.processId)
        await engine.stop(instance.id, first.processId)
        await engine.stopDatabase(instance.id)
        await engine.startDatabase(instance, never)

        const moved = async () => !(await pageNames(engine.database(instance))).includes('Think')
        await waitUntil('the time of both is over although their browsers are gone', moved, { timeoutMs: 45_000, intervalMs: 250 })
        expect(await query(engine.database(instance), 'SELECT timed_out FROM bargaining_player')).toEqual([
          { timed_out: true },
          { timed_out: true },
        ])
        expect((await factOf(instance.id)).processes).toMatchObject([{ processId: second.processId, active: true }])
      })
    })

    describe('stop and crash', () => {
      it('stop may be repeated, and needs no process', async () => {
        const { processId } = await start()
        await engine.stop(instance.id, processId)
        await engine.stop(instance.id, processId)
        expect(await factOf(instance.id)).toMatchObject({ processes: [], ended: [] })
      })

      it('tells once how a process ended by itself', async () => {
        const { processId } = await start('end-later')
        await now()
        const ended = await waitUntil('its end is seen', async () => {
          const fact = await factOf(instance.id)
          return fact.ended.length > 0 && fact.ended
        })
        expect(ended).toEqual([{ processId, exitCode: 7 }])
        expect((await factOf(instance.id)).ended).toEqual([])
      })
    })

    describe('adoption', () => {
      it('a new engine object finds all that runs, and can end it', async () => {
        const running = await start()
        await engine.activate(instance.id, running.processId)
        const successor = await machine.open()
        expect(await factOf(instance.id, successor)).toMatchObject({ database: 'running', processes: [{ ...running, active: true }] })
        await successor.stop(instance.id, running.processId)
        expect((await factOf(instance.id)).processes).toEqual([])
      })
    })

    describe('what a project writes into its folder', () => {
      const contentOf = async (of: string | null): Promise<Record<string, string>> => {
        const found: Record<string, string> = {}
        const reader = extract()
        const reading = pipeline(await engine.readWritten(instance.id, { of, path: null }, never), reader)
        for await (const entry of reader) found[entry.header.name] = await text(entry)
        await reading
        return found
      }
      const file = expect.objectContaining({ path: 'data/answers.csv', bytes: 3 })

      it('is seen while it runs, kept when it is stopped, and removed when that is asked for', async () => {
        const { processId } = await start('write')
        const running = { id: processId, state: 'running', commit, fileCount: 1, isComplete: true, keptAt: null, files: [file] }
        expect(await engine.listWritten(instance.id)).toEqual([expect.objectContaining(running)])
        expect(await contentOf(processId)).toEqual({ [`${processId}/data/answers.csv`]: '1,2' })

        const kept = await engine.stop(instance.id, processId)
        const id = kept?.id ?? ''
        expect(kept).toMatchObject({ files: 1, isComplete: true })
        expect(await engine.stop(instance.id, processId)).toBeNull()
        engine = await machine.open()
        expect(await engine.listWritten(instance.id)).toEqual([
          expect.objectContaining({ id, state: 'kept', processId, commit, files: [file] }),
        ])
        expect(await contentOf(null)).toEqual({ [`${id}/data/answers.csv`]: '1,2' })

        await engine.removeWritten(instance.id, id)
        expect(await engine.listWritten(instance.id)).toEqual([])
        await expect(engine.removeWritten(instance.id, id)).rejects.toMatchObject({ code: 'not_found' })
        await expect(engine.readWritten(instance.id, { of: id, path: null }, never)).rejects.toMatchObject({ code: 'not_found' })
      })

      it('is nothing for a project that writes nothing', async () => {
        const { processId } = await start()
        expect(await engine.listWritten(instance.id)).toEqual([])
        expect(await engine.stop(instance.id, processId)).toBeNull()
        expect(await engine.listWritten(instance.id)).toEqual([])
      })
    })

    describe('logs', () => {
      it('gives the last lines, follows what is added, and ends when asked to', async () => {
        await start('speak')
        const controller = new AbortController()
        const lines: string[] = []
        for await (const line of engine.logs(instance.id, { lines: 5, follow: true }, controller.signal)) {
          lines.push(line)
          if (lines.filter((each) => each.startsWith('spoken line')).length >= 8) controller.abort()
        }
        expect(lines.filter((line) => line.startsWith('spoken line')).length).toBeGreaterThanOrEqual(8)
        const last: string[] = []
        for await (const line of engine.logs(instance.id, { lines: 3, follow: false }, never)) last.push(line)
        expect(last).toHaveLength(3)
      })

      it('never contains what a participant or an admin asked for', async () => {
        const running = await start()
        await ask(running.endpoint, '/room/econ?participant_label=secret-label&hash=abcdef')
        await ask(running.endpoint, '/p/absentee/groups/Introduction/1')
        const lines: string[] = []
        for await (const line of engine.logs(instance.id, { lines: 1_000, follow: false }, never)) lines.push(line)
        expect(lines.join('\n')).not.toMatch(/secret-label|absentee|the-admin-password|the-rest-key/)
      })
    })

    describe('run', () => {
      it('gives output and exit code of a command in a copy of the release', async () => {
        const result = await python('import sys, os; print(sorted(os.listdir("."))); print("oh", file=sys.stderr); sys.exit(3)')
        expect(result).toMatchObject({ exitCode: 3, stderr: 'oh\n' })
        expect(result.stdout).toContain('settings.py')
      })

      it('has no network, and the database only when asked for', async () => {
        const script = 'import os, socket; print("DATABASE_URL" in os.environ); socket.create_connection(("1.1.1.1", 53), 3)'
        const result = await python(script)
        expect(result.stdout).toBe('False\n')
        if ((await engine.capabilities()).networkIsolation) expect(result.stderr).toMatch(/Network is unreachable|OSError/)
        const withDatabase = 'import os, psycopg2; c = psycopg2.connect(os.environ["DATABASE_URL"]); print(c.server_version > 0)'
        expect(await python(withDatabase, { database: true })).toMatchObject({ stdout: 'True\n', exitCode: 0 })
      })

      it('ends a command that takes too long, with all its children', async () => {
        const script = 'import subprocess, time; subprocess.Popen(["sleep", "77"], start_new_session=True); time.sleep(77)'
        expect((await python(script, { timeoutMs: 700 })).exitCode).not.toBe(0)
        expect((await engine.statistics(instance.id)).processes).toBeLessThan(20)
      })
    })

    describe('statistics and limits', () => {
      it('tells memory, CPU, processes and disk of an instance', async () => {
        await start()
        const { memoryMib, cpuSeconds, processes, diskMib } = await engine.statistics(instance.id)
        expect(memoryMib).toBeGreaterThan(20)
        expect(memoryMib).toBeLessThan(400)
        expect(cpuSeconds).toBeGreaterThan(0)
        expect(processes).toBeGreaterThanOrEqual(3)
        expect(diskMib).toBeGreaterThan(5)
        const nobody = 'izzzzzzzz' as typeof instance.id
        const usage = await engine.usage([nobody, instance.id])
        expect([...usage.keys()]).toEqual([instance.id])
        await expect // PostgreSQL has more or fewer from time to time
          .poll(async () => [
            (await engine.usage([instance.id])).get(instance.id)?.processes,
            (await engine.statistics(instance.id)).processes,
          ])
          .toSatisfy(([one, other]) => one === other)
        expect(usage.get(instance.id)?.cpuSeconds).toBeGreaterThanOrEqual(cpuSeconds)
        expect(usage.get(instance.id)?.memoryMib).toBeGreaterThan(20)
      })

      it('ends a process that takes more memory than it may, and spares the database', async (ctx) => {
        if (!(await engine.capabilities()).memoryLimit) ctx.skip('this machine does not let us limit memory')
        const { processId } = await start('eat-memory')
        await now()
        const ended = async () => (await factOf(instance.id)).ended.find((each) => each.processId === processId)
        await waitUntil('it was ended', ended, { timeoutMs: 60_000, intervalMs: 100 })
        expect(await query(engine.database(instance), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
      })

      it('applies new limits to what runs already', async (ctx) => {
        if (!(await engine.capabilities()).memoryLimit) ctx.skip('this machine does not let us limit memory')
        const { processId } = await start('eat-memory')
        await engine.setLimits(instance.id, { ...instance.limits, memoryMib: 200 })
        await now()
        const ended = async () => (await factOf(instance.id)).ended.find((each) => each.processId === processId)
        expect(await waitUntil('it was ended', ended, { timeoutMs: 60_000, intervalMs: 100 })).toBeTruthy()
      })
    })

    describe('database', () => {
      it('stops and starts without losing anything', async () => {
        await query(engine.database(instance), 'CREATE TABLE lasting AS SELECT 42 AS number')
        await engine.stopDatabase(instance.id)
        await engine.stopDatabase(instance.id)
        expect((await factOf(instance.id)).database).toBe('stopped')
        await engine.startDatabase(instance, never)
        await engine.startDatabase(instance, never)
        expect(await query(engine.database(instance), 'SELECT number FROM lasting')).toEqual([{ number: 42 }])
      })

      it('is written to a file and restored from it', async () => {
        const file = join(scratch, 'dump')
        await query(engine.database(instance), 'CREATE TABLE saved AS SELECT 7 AS number')
        await engine.dump(instance, file, never)
        await engine.resetDatabase(instance, never)
        expect(await query(engine.database(instance), "SELECT 1 FROM pg_tables WHERE tablename = 'saved'")).toEqual([])
        await engine.restore(instance, file, never)
        expect(await query(engine.database(instance), 'SELECT number FROM saved')).toEqual([{ number: 7 }])
        expect(await query(engine.database(instance), "SELECT tableowner FROM pg_tables WHERE tablename = 'saved'")).toEqual([
          { tableowner: 'otree' },
        ])
      })

      it('stays as it is when a file cannot be restored', async () => {
        const file = join(scratch, 'damaged')
        await query(engine.database(instance), 'CREATE TABLE untouched AS SELECT 1 AS number')
        await writeFile(file, Buffer.concat([Buffer.from('PGDMP'), Buffer.alloc(500, randomInt(256))]))
        await expect(engine.restore(instance, file, never)).rejects.toThrow()
        expect(await query(engine.database(instance), 'SELECT number FROM untouched')).toEqual([{ number: 1 }])
        await engine.resetDatabase(instance, never)
      })

      it('a dump that is cancelled leaves no file', async () => {
        const file = join(scratch, 'cancelled')
        await expect(engine.dump(instance, file, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
        expect(existsSync(file)).toBe(false)
      })
    })

    describe('isolation', () => {
      it('no code of one instance reaches files, sockets, processes or database of another', async (ctx) => {
        if ((await engine.capabilities()).isolation === 'none') ctx.skip('this machine has no isolation')
        const theirs = await start(undefined, { instance: other })
        const { host, port, database, user, password } = engine.database(other)
        const targets = {
          paths: machine.places(other.id),
          database: { host, port, dbname: database, user, password },
          endpoint: theirs.endpoint,
          secrets: [password, other.secrets.databaseAdminPassword],
        }
        const script = await readFile(resourcePath('src', 'engines', 'testing', 'look-around.py'), 'utf8')
        const result = await python(script, { environment: { TARGETS: JSON.stringify(targets) }, database: true })
        expect(result.stderr).toBe('')
        expect(JSON.parse(result.stdout)).toMatchObject({ reached: [] })
        // the same look from where it may: proves that the targets are right
        expect(await query(engine.database(other), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
        expect(machine.places(other.id).filter(existsSync)).not.toEqual([])
      })

      it('nobody is led to another socket by a process that puts links in the place of its own', async () => {
        const connected: unknown[] = []
        const astray = join(scratch, 'astray.sock')
        const server = createServer((socket) => void connected.push(socket.end())).listen(astray)
        const running = await start('lead-astray', { environment: { ...probeEnvironment, PROBE: 'lead-astray', ASTRAY: astray } })
        await now()
        const isDone = async () => (await engine.listWritten(instance.id)).some(({ files }) => files.some(({ path }) => path === 'astray'))
        await waitUntil('the links are there', isDone)
        expect(await login(running)).toBe(200)
        await engine.activate(instance.id, running.processId)
        const again = await machine.open()
        const [found] = (await factOf(instance.id, again)).processes
        if (found) expect(await login(found)).toBe(200)
        await again.stop(instance.id, running.processId)
        expect(connected).toEqual([])
        server.close()
      })

      it('the code does not reach what belongs to the manager of its own instance', async () => {
        const { stdout } = await python('import os; print([p for p in os.environ["PLACES"].split(":") if os.path.exists(p)])', {
          environment: { PLACES: machine.places(instance.id).join(':') },
        })
        if ((await engine.capabilities()).isolation.startsWith('sandbox')) expect(stdout).toBe('[]\n')
      })
    })

    describe('remove', () => {
      it('leaves nothing, whatever runs', async () => {
        const doomed = newInstance()
        await engine.create(doomed, never)
        const theirs = await prepare(doomed)
        const running = await start(undefined, { instance: doomed, artifact: theirs })
        await engine.activate(doomed.id, running.processId)
        await engine.remove(doomed.id)
        await expect.poll(() => machine.leftovers(doomed.id), { timeout: 10_000 }).toEqual([])
        expect((await engine.list()).map(({ instanceId }) => instanceId)).not.toContain(doomed.id)
        await engine.remove(doomed.id)
      })

      it('forgets a release', async () => {
        await engine.forget(other.id, commit)
        await expect(start(undefined, { instance: other })).rejects.toMatchObject({ code: 'not_found' })
        await prepare(other)
      })
    })
  })
}

async function query(access: DatabaseAccess, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(access)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const pageNames = async (access: DatabaseAccess): Promise<unknown[]> =>
  (await query(access, 'SELECT _current_page_name AS page FROM otree_participant ORDER BY id')).map(({ page }) => page)

const countRows = async (access: DatabaseAccess, table: string): Promise<number> =>
  Number((await query(access, `SELECT count(*) AS number FROM ${table}`))[0]?.number)
