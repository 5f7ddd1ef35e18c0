import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Docker from 'dockerode'
import type { Artifact } from '../src/domain/deployment.ts'
import type { InstanceSpec } from '../src/domain/engine.ts'
import { readAllProcesses } from '../src/engines/local/proc.ts'
import { readPssKib } from '../src/engines/local/statistics.ts'
import { ask, probeEnvironment } from '../src/engines/testing/ask.ts'
import { newId } from '../src/lib/ids.ts'
import { resourcePath } from '../src/lib/resources.ts'
import { runCommand } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { planRequirements } from '../src/otree/requirements.ts'
import { type BenchPlace, newInstance, openPlaces } from './places.ts'
import type { BenchResult, BenchRow } from './table.ts'

const rounds = Number(process.env['OTM_BENCH_ROUNDS'] ?? 5)
const many = Number(process.env['OTM_BENCH_INSTANCES'] ?? 40)
const requirements = 'otree==6.0.15\npsycopg2-binary\n'
const { signal } = new AbortController()

/** What an instance in containers costs, in time and memory: against processes, and against an image that the project's own Dockerfile would make. */
export async function bench(): Promise<BenchResult> {
  const { places, daemon, close } = await openPlaces()
  const [docker, processes] = places as [BenchPlace, BenchPlace]
  const plain = new PlainDocker(daemon.socketPath, daemon.images.python.replace('{version}', '3.12'))
  try {
    const rows: BenchRow[] = []
    rows.push(
      await compare(
        'create an instance',
        () => timeOfCreate(docker),
        'as processes',
        () => timeOfCreate(processes),
      ),
    )
    const cold = { docker: await timeOfFirst(docker), plain: await plain.timeOfVersion() }
    rows.push(toRow('first deployment, nothing installed before', cold.docker, 'docker build and run, nothing built before', cold.plain))
    rows.push(
      await compare(
        'first deployment of another instance',
        () => timeOfFirst(docker),
        'as processes',
        () => timeOfFirst(processes),
      ),
    )
    const [ofDocker, ofProcesses] = [await openDeployed(docker), await openDeployed(processes)]
    const version = () => ofDocker.timeOfVersion()
    rows.push(await compare('new code', version, 'as processes', () => ofProcesses.timeOfVersion()))
    rows.push(await compare('new code', version, 'docker build with its cache, and run', () => plain.timeOfVersion()))
    const memory = [await ofDocker.memoryMib(), await ofProcesses.memoryMib(), await plain.memoryMib()] as const
    rows.push(toMemoryRow('an instance in containers, shims included', memory[0], 'as processes', memory[1]))
    rows.push(
      toMemoryRow(
        'an instance in containers, shims and database included',
        memory[0],
        'docker run, with a shim, without a database',
        memory[2],
      ),
    )
    rows.push(await measureMany(docker, processes))
    return { title: 'Docker engine', rows }
  } finally {
    await plain.close()
    await close()
  }
}

const toRow = (what: string, ms: number, than: string, theirs: number): BenchRow => ({
  what: `${what}: ${(ms / 1000).toFixed(2)} s`,
  against: `${than}: ${(theirs / 1000).toFixed(2)} s`,
  ratio: ms / theirs,
  goal: '-',
})

const toMemoryRow = (what: string, mib: number, than: string, theirs: number): BenchRow => ({
  what: `memory (PSS) of ${what}: ${mib.toFixed(0)} MiB`,
  against: `${than}: ${theirs.toFixed(0)} MiB`,
  ratio: mib / theirs,
  goal: '-',
})

/** Medians, in turns. */
async function compare(what: string, ours: () => Promise<number>, than: string, theirs: () => Promise<number>): Promise<BenchRow> {
  const [mine, others]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours())
    others.push(await theirs())
  }
  return toRow(what, median(mine), than, median(others))
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function timeOfCreate({ engine }: BenchPlace): Promise<number> {
  const instance = newInstance()
  const ms = await timeOf(() => engine.create(instance, signal))
  await engine.remove(instance.id)
  return ms
}

/** Of an instance that has its database, until oTree answers. */
async function timeOfFirst(place: BenchPlace): Promise<number> {
  const instance = newInstance()
  await place.engine.create(instance, signal)
  const ms = await timeOf(async () => startProcess(place, instance, await prepare(place, instance)))
  await place.engine.remove(instance.id)
  return ms
}

let versions = 0

async function prepare({ engine, settings }: BenchPlace, instance: InstanceSpec): Promise<Artifact> {
  const sourceDir = join(dirname(settings.dataDir), newId('source-', 8))
  await copyProject(sourceDir)
  versions += 1
  const plan = planRequirements((path) => (path === 'requirements.txt' ? requirements : undefined))
  const commit = versions.toString(16).padStart(40, '0')
  return await engine.prepare({ instance, commit, sourceDir, requirements: plan }, () => undefined, signal)
}

async function copyProject(directory: string): Promise<void> {
  await cp(resourcePath('test', 'apps', 'rooms'), directory, { recursive: true })
  await writeFile(join(directory, 'requirements.txt'), requirements)
  await writeFile(join(directory, 'version.txt'), String(performance.now()))
}

async function startProcess({ engine }: BenchPlace, instance: InstanceSpec, artifact: Artifact): Promise<string> {
  const processId = newId('p', 8)
  await engine.start({ instance, processId, artifact, environment: probeEnvironment }, signal)
  return processId
}

interface Deployed {
  timeOfVersion(): Promise<number>
  memoryMib(): Promise<number>
}

async function openDeployed(place: BenchPlace): Promise<Deployed> {
  const instance = newInstance()
  await place.engine.create(instance, signal)
  let processId = await startProcess(place, instance, await prepare(place, instance))
  return {
    timeOfVersion: async () => {
      let next = ''
      const ms = await timeOf(async () => {
        next = await startProcess(place, instance, await prepare(place, instance))
      })
      await place.engine.stop(instance.id, processId)
      processId = next
      return ms
    },
    memoryMib: async () => {
      await place.engine.activate(instance.id, processId)
      const { memoryMib } = await place.engine.statistics(instance.id)
      return memoryMib + (place.title === 'docker' ? await shimsMib(instance.id, place) : 0)
    },
  }
}

/** What stands between the daemon and each container of an instance. */
async function shimsMib(id: string, { settings }: BenchPlace): Promise<number> {
  const docker = new Docker({ socketPath: settings.dockerSocket })
  const containers = await docker.listContainers({ filters: { label: [`otm.instance=${id}`] } })
  const pids = await Promise.all(containers.map(async ({ Id }) => (await docker.getContainer(Id).inspect()).State.Pid))
  const all = await readAllProcesses()
  return await pssMib(all.filter(({ pid }) => pids.includes(pid)).map(({ parent }) => parent))
}

async function pssMib(pids: readonly number[]): Promise<number> {
  return (await Promise.all(pids.map(readPssKib))).reduce((sum, kib) => sum + kib, 0) / 1024
}

/** As many instances awake at once, all of which answer. */
async function measureMany(docker: BenchPlace, processes: BenchPlace): Promise<BenchRow> {
  const [ours, theirs] = [await memoryOfMany(docker), await memoryOfMany(processes)]
  return toMemoryRow(`${many} instances awake in containers`, ours, `${many} as processes`, theirs)
}

async function memoryOfMany(place: BenchPlace): Promise<number> {
  const { engine } = place
  const awake: InstanceSpec[] = []
  for (let number = 0; number < many; number++) {
    const instance = newInstance()
    await engine.create(instance, signal)
    await engine.activate(instance.id, await startProcess(place, instance, await prepare(place, instance)))
    awake.push(instance)
  }
  const facts = (await engine.list()).filter(({ instanceId }) => awake.some(({ id }) => id === instanceId))
  const answers = await Promise.all(facts.flatMap(({ processes }) => processes.map(({ endpoint }) => ask(endpoint, '/login'))))
  if (answers.filter(({ status }) => status === 200).length !== many) throw new Error('Not every instance answers.')
  let mib = 0
  for (const { id } of awake) mib += (await engine.statistics(id)).memoryMib + (place.title === 'docker' ? await shimsMib(id, place) : 0)
  for (const { id } of awake) await engine.remove(id)
  return mib
}

const dockerfile = (image: string): string => `FROM ${image}
RUN python3 -m ensurepip
WORKDIR /app
COPY certificates.pem /etc/ssl/certs/ca-certificates.crt
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt
COPY requirements.txt .
RUN python3 -m pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["otree", "prodserver", "8000"]
`

/** What a handbook would do: an image of the project's own for each version, SQLite, a published port. */
class PlainDocker {
  readonly #docker: Docker
  readonly #image: string
  readonly #tag = `otm-bench-${newId('', 8)}`
  #container: Docker.Container | undefined
  #network: Docker.Network | undefined

  constructor(socketPath: string, image: string) {
    this.#docker = new Docker({ socketPath })
    this.#image = image
  }

  /** Builds and starts a new version, until it answers; the one before goes. */
  async timeOfVersion(): Promise<number> {
    // the daemon of the tests has none of its own
    this.#network ??= await this.#docker.createNetwork({ Name: this.#tag, IPAM: { Config: [{ Subnet: '10.212.0.0/24' }] } })
    const before = this.#container
    const ms = await timeOf(async () => {
      await this.#build()
      const container = await this.#docker.createContainer({
        Image: this.#tag,
        HostConfig: { NetworkMode: this.#tag },
        Env: Object.entries(probeEnvironment).map(([name, value]) => `${name}=${value}`),
      })
      this.#container = container
      await container.start()
      const address = (await container.inspect()).NetworkSettings.Networks[this.#tag]?.IPAddress
      const answers = () =>
        fetch(`http://${address}:8000/login`).then(
          ({ status }) => status === 200,
          () => false,
        )
      await waitUntil('the first 200', answers, { timeoutMs: 60_000, intervalMs: 10 })
    })
    await before?.remove({ force: true, v: true })
    return ms
  }

  async memoryMib(): Promise<number> {
    const top = await this.#container?.top()
    const column = (top?.Titles as string[] | undefined)?.indexOf('PID') ?? 1
    const pids = ((top?.Processes ?? []) as string[][]).map((row) => Number(row[column]))
    const shims = (await readAllProcesses()).filter(({ pid }) => pids.includes(pid)).map(({ parent }) => parent)
    return await pssMib([...new Set([...pids, ...shims])])
  }

  async close(): Promise<void> {
    await this.#container?.remove({ force: true, v: true })
    await this.#network?.remove()
  }

  /** As `docker build .` with the classic builder does it: the folder as a tar to the daemon. */
  async #build(): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'otm-bench-build-'))
    try {
      const project = join(directory, 'project')
      await copyProject(project)
      await writeFile(join(project, 'Dockerfile'), dockerfile(this.#image))
      await writeFile(join(project, 'certificates.pem'), await readFile('/etc/ssl/certs/ca-certificates.crt'))
      await runCommand('tar', ['-cf', join(directory, 'context.tar'), '-C', project, '.'])
      const progress = await this.#docker.buildImage(join(directory, 'context.tar'), {
        t: this.#tag,
        forcerm: true,
        networkmode: this.#tag,
      })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      this.#docker.modem.followProgress(progress, (error, lines: readonly { readonly error?: string }[] | null) => {
        const fault = error ?? lines?.find((line) => line.error !== undefined)?.error
        if (fault) reject(new Error(String(fault)))
        else resolve()
      })
      await promise
    } finally {
      await rm(directory, { recursive: true })
    }
  }
}
