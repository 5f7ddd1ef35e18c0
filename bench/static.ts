import { readdir, readFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { parseRouteTable } from '../src/gateway/parse-routes.ts'
import { resourcePath } from '../src/lib/resources.ts'
import { type Laboratory, openLaboratory } from '../test/support/laboratory.ts'
import { Participant } from '../test/support/participant.ts'
import type { BenchResult } from './table.ts'

const clients = 40
const filesPerClient = 30
const rounds = 3

/** Forty browsers that ask for thirty static files each while two participants play: from the gateway's port, against oTree's own socket. */
export async function bench(): Promise<BenchResult> {
  const laboratory = await openLaboratory()
  try {
    await laboratory.createInstance('otree1')
    const client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
    await client.git('push', 'otree1', 'main')
    const { paths, socketPath } = await findFiles(laboratory)
    const ours = { host: '127.0.0.1', port: laboratory.manager.httpPort, headers: { Host: new URL(laboratory.origin('otree1')).host } }
    const theirs = { socketPath, headers: { Host: 'localhost' } }
    const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY }
    for (let round = 0; round < rounds; round++) {
      best.theirs = Math.min(best.theirs, await measure(laboratory, theirs, paths))
      best.ours = Math.min(best.ours, await measure(laboratory, ours, paths))
    }
    const what = `${clients} × ${filesPerClient} files while oTree works: ${seconds(best.ours)}`
    return {
      title: 'Static files',
      rows: [{ what, against: `oTree's own: ${seconds(best.theirs)}`, ratio: best.ours / best.theirs, goal: '≤ 0.5' }],
    }
  } finally {
    await laboratory.close()
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

/** oTree's own files, and where its process listens. */
async function findFiles({ dataDir }: Laboratory): Promise<{ readonly paths: readonly string[]; readonly socketPath: string }> {
  const [route] = parseRouteTable(JSON.parse(await readFile(join(dataDir, 'run', 'routes.json'), 'utf8'))).routes
  const root = route?.staticFiles?.roots.find(({ isWritable }) => !isWritable)
  if (!route?.upstream || !('socketPath' in route.upstream) || !root) throw new Error('The gateway was not told of static files.')
  const entries = await readdir(root.directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.directory.length))
  return { paths: files.slice(0, filesPerClient).map((file) => `/static${file}`), socketPath: route.upstream.socketPath }
}

type Target = Pick<http.RequestOptions, 'host' | 'port' | 'socketPath' | 'headers'>

/** @returns ms until all clients have all files */
async function measure(laboratory: Laboratory, target: Target, paths: readonly string[]): Promise<number> {
  const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 2)
  const participants = Array.from({ length: 2 }, () => new Participant(laboratory.origin('otree1')))
  const playing = Promise.all(participants.map((participant) => participant.play(joinPath, { thinkMs: 20 })))
  const began = performance.now()
  await Promise.all(Array.from({ length: clients }, () => loadAll(target, paths)))
  const ms = performance.now() - began
  await playing
  for (const participant of participants) participant.close()
  return ms
}

/** As a browser: six connections. */
async function loadAll(target: Target, paths: readonly string[]): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 })
  await Promise.all(paths.map((path) => load({ ...target, path, agent })))
  agent.destroy()
}

function load(options: http.RequestOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const request = http.get(options, (response) => {
    if (response.statusCode !== 200) reject(new Error(`${options.path} was answered with ${response.statusCode}.`))
    response.resume().once('end', resolve).once('error', reject)
  })
  request.once('error', reject)
  return promise
}
