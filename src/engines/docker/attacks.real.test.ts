import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { shareDocker } from '../../../test/support/docker/shared-docker.ts'
import type { Artifact } from '../../domain/deployment.ts'
import type { Engine, InstanceSpec, RunningProcess } from '../../domain/engine.ts'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import { newId, newSecret } from '../../lib/ids.ts'
import { resourcePath } from '../../lib/resources.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { instancePaths } from '../local/paths.ts'
import { ask, browse, createSession, probeEnvironment } from '../testing/ask.ts'
import { beginAttack, prepareAttacker } from '../testing/attacker.ts'
import { type Neighbour, watchNeighbour } from '../testing/neighbour.ts'
import { createDockerConfinement } from './docker-confinement.ts'
import { createDockerEngine } from './docker-engine.ts'
import { instanceLabel } from './labels.ts'
import { type DockerTestPlace, makeDockerPlace } from './testing.ts'

const shared = await shareDocker()
const never = new AbortController().signal
const diskMib = 300
const nothing = { attack: 'escape', found: [] }

type Report = Readonly<Record<string, unknown>>

const toReports = (text: string): readonly Report[] =>
  [...text.matchAll(/REPORT(\{.*\})/g)].map(([, report = '']) => JSON.parse(report) as Report)

describe.skipIf(shared.hindrance !== undefined)('a hostile project in containers', () => {
  let place: DockerTestPlace
  let engine: Engine
  let hostile: InstanceSpec
  let artifact: Artifact
  let theirs: RunningProcess
  let neighbour: Neighbour | undefined

  const taken = () => neighbour?.take() ?? { times: [], failures: [] }

  const newInstance = (uid: number, disk: number): InstanceSpec => ({
    id: toInstanceId(newId('i', 8)),
    uid,
    limits: { ...defaultLimits, memoryMib: 512, diskMib: disk },
    network: 'internet',
    secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
  })
  const prepare = (instance: InstanceSpec): Promise<Artifact> => prepareAttacker(engine, instance)
  const start = (environment: Readonly<Record<string, string>>): Promise<RunningProcess> =>
    engine.start({ instance: hostile, processId: newId('p', 8), artifact, environment: { ...probeEnvironment, ...environment } }, never)
  const attack = (name: string, environment: Readonly<Record<string, string>> = {}): Promise<RunningProcess> =>
    beginAttack(engine, { instance: hostile, artifact, name, environment })
  const log = async (): Promise<string> => {
    const lines: string[] = []
    for await (const line of engine.logs(hostile.id, { lines: 2_000, follow: false }, never)) lines.push(line)
    return lines.join('\n')
  }
  const reported = async (name: string): Promise<Report> => {
    const find = async () => toReports(await log()).findLast(({ attack: of }) => of === name)
    return await waitUntil('the attack reports', find, { timeoutMs: 90_000 })
  }
  const runs = async (): Promise<boolean> =>
    (await engine.list()).some(({ instanceId, processes }) => instanceId === hostile.id && processes.length > 0)
  const databaseRuns = async (): Promise<boolean> =>
    (await engine.list()).find(({ instanceId }) => instanceId === hostile.id)?.database === 'running'
  const ended = (): Promise<unknown> => waitUntil('it was ended', async () => !(await runs()), { timeoutMs: 90_000, intervalMs: 200 })
  /** Long enough for whatever it does to do harm. */
  const goesOn = async (requests = 60): Promise<void> => {
    const seen: number[] = []
    const lost: string[] = []
    await waitUntil(
      'the neighbour was asked meanwhile',
      () => {
        const { times, failures } = taken()
        lost.push(...failures)
        return seen.push(...times) >= requests
      },
      {
        timeoutMs: 60_000,
      },
    )
    expect(lost).toEqual([])
  }
  const makeRoom = async (): Promise<void> => {
    for (const { id, state } of await engine.listWritten(hostile.id)) if (state === 'kept') await engine.removeWritten(hostile.id, id)
  }

  beforeAll(async () => {
    if (shared.hindrance !== undefined) return
    place = await makeDockerPlace(shared)
    engine = await createDockerEngine(place.settings)
    hostile = newInstance(751_000, diskMib)
    const other = newInstance(751_001, 4_096)
    await Promise.all([engine.create(hostile, never), engine.create(other, never)])
    artifact = await prepare(hostile)
    const theirArtifact = await prepare(other)
    theirs = await engine.start(
      { instance: other, processId: newId('p', 8), artifact: theirArtifact, environment: probeEnvironment },
      never,
    )
    await engine.activate(other.id, theirs.processId)
    const { join: joinPath } = await createSession(theirs.endpoint, 2)
    const { path } = await browse(theirs.endpoint, joinPath)
    neighbour = watchNeighbour(theirs.endpoint, ['/login', path])
  })

  afterEach(async () => {
    const fact = (await engine.list()).find(({ instanceId }) => instanceId === hostile.id)
    for (const { processId } of fact?.processes ?? []) await engine.stop(hostile.id, processId)
    await makeRoom()
    await engine.startDatabase(hostile, never)
    await engine.resetDatabase(hostile, never)
    expect(taken().failures).toEqual([])
    expect((await ask(theirs.endpoint, '/login')).status).toBe(200)
  })

  afterAll(async () => {
    if (shared.hindrance !== undefined) return
    await neighbour?.end()
    for (const { instanceId } of await engine.list()) await engine.remove(instanceId)
    const label = [`${instanceLabel}=${hostile.id}`]
    expect(await place.docker.listContainers({ all: true, filters: { label } })).toEqual([])
    expect(await place.docker.listNetworks({ filters: { label } })).toEqual([])
    await place.remove()
  })

  it.each(['fork', 'flood_log', 'memory'])('%s: it is bounded, and ends when it is told to', async (name) => {
    const { processId } = await attack(name)
    await goesOn()
    await engine.stop(hostile.id, processId)
    expect(await runs()).toBe(false)
  })

  it.each(['fill_app', 'fill_unseen', 'fill_sockets', 'fill_database'])('%s: it is ended, and its log says why', async (name) => {
    await attack(name)
    await ended()
    await expect.poll(log).toMatch(/oTree Manager: It (takes|keeps) \d+ MiB .*Its code was ended/)
    expect(await databaseRuns()).toBe(true)
  })

  it('does not run again until there is room, and says what takes it', async () => {
    await attack('fill_app')
    await ended()
    await expect(start({})).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/may take 300 MiB: kept files \d+ MiB/),
    })
    await makeRoom()
    expect((await ask((await start({})).endpoint, '/login')).status).toBe(200)
  })

  it('a statement that goes on without its program is ended with its database', async () => {
    await attack('fill_database_alone')
    await ended()
    await waitUntil('the database was ended', async () => !(await databaseRuns()), { timeoutMs: 90_000, intervalMs: 200 })
    await waitUntil('its log says so', async () => (await log()).includes('Its database was ended'))
  })

  it('fill_names: empty files are too many at some time', async () => {
    await attack('fill_names')
    await ended()
    await expect.poll(log).toMatch(/It has \d+ files, and may have 38400/)
  })

  it('a log that it writes to behind our back stays small', async () => {
    await attack('fill_boot_log')
    await goesOn(200)
    const statistics = await engine.statistics(hostile.id)
    expect(statistics.diskMib).toBeLessThan(4_096)
  })

  it('has as much of /tmp and of handles as it may', async () => {
    await attack('fill_temporary')
    expect((await reported('fill_temporary')).mebibytes).toBeLessThanOrEqual(130)
    const { stdout } = await job('handles')
    const [counts] = toReports(stdout)
    expect(counts?.sockets).toBeLessThan(4_096)
    expect(counts?.files).toBeLessThan(4_096)
  })

  it('reaches nothing of the machine, the network or others', async () => {
    const server = createServer((_, response) => response.end('the manager')).listen(0, '0.0.0.0')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const addresses = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address))
    const containers = await place.docker.listContainers()
    const neighbours = containers.flatMap(({ NetworkSettings }) =>
      Object.values(NetworkSettings.Networks).flatMap(({ IPAddress, Gateway }) => [IPAddress, Gateway]),
    )
    const hosts = [...new Set([...addresses, ...neighbours])].filter((host) => /^\d/.test(host) && !host.startsWith('127.'))
    const targets = [['169.254.169.254', 80], ...hosts.flatMap((host) => [22, 80, port].map((each) => [host, each]))]
    try {
      await attack('scan', { TARGETS: JSON.stringify(targets) })
      expect(await reported('scan')).toEqual({ attack: 'scan', found: [], tried: targets.length })
      const { stdout } = await job('scan', { TARGETS: JSON.stringify(targets) })
      expect(toReports(stdout)).toEqual([{ attack: 'scan', found: [], tried: targets.length }])
    } finally {
      server.close()
    }
  })

  it('does not get out: as oTree, as a one-off command, and as a build', async () => {
    await attack('escape')
    expect(await reported('escape')).toEqual(nothing)
    expect(toReports((await job('escape')).stdout)).toEqual([nothing])
    const confinement = await createDockerConfinement(place.docker, place.settings)
    const mounts = [{ from: resourcePath('src', 'engines', 'testing'), to: '/in' }]
    const image = place.settings.dockerPythonImage.replace('{version}', '3.12')
    const build = await confinement.run(
      {
        purpose: { kind: 'build', instance: null },
        image: { id: image, name: image },
        mounts,
        workingDirectory: '/tmp',
        network: true,
        uid: 751_005,
        command: ['python3', '/in/attacks.py', 'escape'],
      },
      { env: { PATH: '/usr/local/bin:/usr/bin:/bin' }, timeoutMs: 60_000 },
    )
    expect(toReports(build.stdout)).toEqual([nothing])
  })

  it('what it leaves behind leads nobody astray, and goes', async () => {
    const { processId } = await attack('trap')
    const laid = join(instancePaths(place.settings, hostile.id).work, processId, 'laid')
    await waitUntil('the traps are laid', () => existsSync(laid), { timeoutMs: 60_000 })
    await engine.stop(hostile.id, processId)
    const [kept] = await engine.listWritten(hostile.id)
    if (!kept) throw new Error('Nothing was kept.')
    const tar = (await buffer(await engine.readWritten(hostile.id, { of: kept.id, path: null }, never))).toString('latin1')
    expect(tar).not.toContain('root:x:0:0')
    await engine.removeWritten(hostile.id, kept.id)
    expect(await engine.listWritten(hostile.id)).toEqual([])
    expect((await ask((await start({})).endpoint, '/login')).status).toBe(200)
  })

  it.each(['fork', 'memory', 'flood_log'])('%s as a one-off command is ended in time', async (name) => {
    const { exitCode, stdout } = await job(name, {}, 8_000)
    expect(exitCode === 0 && name !== 'flood_log').toBe(false)
    expect(stdout.length).toBeLessThanOrEqual(8 * 1024 ** 2)
  })

  it('fill_app as a one-off command is ended with a sentence, and nothing stays', async () => {
    await expect(job('fill_app', {}, 120_000)).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('may take 300 MiB'),
    })
    expect((await engine.statistics(hostile.id)).diskMib).toBeLessThan(diskMib)
    expect((await readdir(instancePaths(place.settings, hostile.id).work)).filter((name) => name.startsWith('job-'))).toEqual([])
  })

  it('is removed in the middle of it, and nothing is left', async () => {
    const doomed = { ...newInstance(751_002, diskMib), network: 'none' as const }
    await engine.create(doomed, never)
    const theirArtifact = await prepare(doomed)
    await beginAttack(engine, { instance: doomed, artifact: theirArtifact, name: 'fork' })
    await goesOn(30)
    await engine.remove(doomed.id)
    expect(await place.docker.listContainers({ all: true, filters: { label: [`${instanceLabel}=${doomed.id}`] } })).toEqual([])
    expect((await engine.list()).map(({ instanceId }) => instanceId)).not.toContain(doomed.id)
  })

  const job = (name: string, environment: Readonly<Record<string, string>> = {}, timeoutMs = 60_000) =>
    engine.run(
      { instance: hostile, artifact, command: ['python', '/app/attacks.py', name], environment, database: false, timeoutMs },
      never,
    )
})
