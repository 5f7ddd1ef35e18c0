import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteTable } from '../src/domain/gateway.ts'
import type { InstanceId, InstanceName } from '../src/domain/names.ts'
import { superviseGateway } from '../src/gateway/supervise.ts'
import { CommandError, runCommand } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'

export interface BenchTable {
  readonly title: string
  readonly rows: readonly { readonly what: string; readonly against: string; readonly ratio: number; readonly goal: string }[]
}

const host = 'bench.localhost'
const seconds = 3
const rounds = 3
/** About as long as one of oTree's pages. */
const page = `<!doctype html><title>Page</title>${'<p>Please wait for the other participants.</p>'.repeat(170)}`

interface Ports {
  readonly upstream: number
  readonly nginx: number
  readonly gateway: number
}

/** A page straight from a static upstream, through nginx, and through the gateway: requests per second, in one run, as ratios.
 * Without `nginx` and `wrk` there is nothing to compare with, and the table says so. */
export async function bench(): Promise<BenchTable> {
  const title = 'Page through the gateway'
  const missing = await findMissing()
  if (missing) return { title: `${title} (not measured: ${missing} is not installed)`, rows: [] }
  const directory = await mkdtemp(join(tmpdir(), 'otm-bench-gateway-'))
  await chmod(directory, 0o755) // nginx serves as another user
  const [upstream, nginx, gateway] = [await freePort(), await freePort(), await freePort()]
  const stop = await startAll(directory, { upstream, nginx, gateway })
  try {
    for (const port of [upstream, nginx, gateway]) await measure(port, 64) // to be warm
    return { title, rows: [...(await compare(1, { upstream, nginx, gateway })), ...(await compare(64, { upstream, nginx, gateway }))] }
  } finally {
    await stop()
    await rm(directory, { recursive: true })
  }
}

async function compare(connections: number, ports: Ports): Promise<BenchTable['rows']> {
  const best = { upstream: 0, nginx: 0, gateway: 0 }
  for (let round = 0; round < rounds; round++) {
    for (const name of ['upstream', 'nginx', 'gateway'] as const) best[name] = Math.max(best[name], await measure(ports[name], connections))
  }
  const what = `requests/s with ${connections} connection${connections === 1 ? '' : 's'} (${Math.round(best.gateway)})`
  return [
    { what, against: `straight from the upstream (${Math.round(best.upstream)})`, ratio: best.gateway / best.upstream, goal: 'printed' },
    { what, against: `through nginx (${Math.round(best.nginx)})`, ratio: best.gateway / best.nginx, goal: '≥ 0.5' },
  ]
}

/** @returns requests per second */
async function measure(port: number, connections: number): Promise<number> {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-H', `Host: ${host}`, `http://127.0.0.1:${port}/page.html`]
  const output = await runCommand('wrk', args, { timeoutMs: 60_000 })
  if (/Non-2xx|Socket errors/.test(output)) throw new Error(`Not every request was answered:\n${output}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
}

async function startAll(directory: string, { upstream, nginx, gateway }: Ports): Promise<() => Promise<void>> {
  await writeFile(join(directory, 'page.html'), page)
  const path = (name: string): string => join(directory, name)
  const config = {
    ...{ host: '127.0.0.1', httpPort: gateway, controlSocket: path('gateway.sock'), routesFile: path('routes.json') },
    ...{ logFile: path('gateway.log'), pidFile: path('gateway.pid'), build: '' },
  }
  const supervised = await superviseGateway({ config, configFile: path('gateway.json') })
  const stopNginx = await startNginx(directory, { upstream, nginx })
  await supervised.gateway.setRoutes(toTable(upstream))
  return async () => {
    await supervised.stop()
    await stopNginx()
  }
}

/** One nginx is the upstream and the other proxy at once; each answers on a port of its own, with one worker in all, as the gateway has. */
async function startNginx(directory: string, { upstream, nginx }: Pick<Ports, 'upstream' | 'nginx'>): Promise<() => Promise<void>> {
  const toConfig = (name: string, server: string): string => `
    worker_processes 1; daemon on; pid ${directory}/${name}.pid; error_log ${directory}/${name}.err;
    events { worker_connections 1024; }
    http { access_log off; keepalive_requests 1000000; client_body_temp_path ${directory}/${name}-b; proxy_temp_path ${directory}/${name}-p;
      fastcgi_temp_path ${directory}/${name}-f; uwsgi_temp_path ${directory}/${name}-u; scgi_temp_path ${directory}/${name}-s; ${server} }`
  const configs = {
    static: toConfig('static', `server { listen 127.0.0.1:${upstream} backlog=1024; root ${directory}; types { text/html html; } }`),
    proxy: toConfig(
      'proxy',
      `upstream up { server 127.0.0.1:${upstream}; keepalive 64; }
       server { listen 127.0.0.1:${nginx} backlog=1024; location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection "";
         proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto http; } }`,
    ),
  }
  for (const [name, text] of Object.entries(configs)) {
    await writeFile(join(directory, `${name}.conf`), text)
    await runCommand('nginx', ['-c', join(directory, `${name}.conf`)], { timeoutMs: 10_000 })
  }
  await waitUntil('nginx answers', () => measurable(nginx))
  return async () => {
    for (const name of Object.keys(configs))
      await runCommand('nginx', ['-c', join(directory, `${name}.conf`), '-s', 'stop'], { timeoutMs: 10_000 })
  }
}

const measurable = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/page.html`).then(
    ({ ok }) => ok,
    () => false,
  )

const toTable = (upstream: number): RouteTable => ({
  dashboard: { hosts: ['localhost'], origin: 'http://localhost:8000', socketPath: '/nonexistent/manager.sock' },
  instanceDomain: 'localhost',
  routes: [
    {
      instanceId: 'ibenchaaa' as InstanceId,
      name: 'bench' as InstanceName,
      hosts: [host],
      origin: `http://${host}:8000`,
      state: 'ready',
      upstream: { host: '127.0.0.1', port: upstream },
      cookieKey: 'ab'.repeat(20),
      tellAddresses: false,
    },
  ],
})

async function findMissing(): Promise<string | undefined> {
  for (const [program, flag] of [
    ['nginx', '-v'],
    ['wrk', '-v'],
  ] as const) {
    const isThere = await runCommand(program, [flag], { timeoutMs: 5_000 }).then(
      () => true,
      (error: unknown) => error instanceof CommandError, // wrk -v prints its version and ends with 1
    )
    if (!isThere) return program
  }
  return undefined
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

if (import.meta.main) console.table((await bench()).rows.map((row) => ({ ...row, ratio: row.ratio.toFixed(2) })))
