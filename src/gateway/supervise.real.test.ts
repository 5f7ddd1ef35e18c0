import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../lib/wait-until.ts'
import { ControlClient } from './control-client.ts'
import type { GatewayConfig } from './gateway-config.ts'
import { type SupervisedGateway, type SuperviseOptions, superviseGateway } from './supervise.ts'
import { ask, startTestUpstream, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

let directory: string
let config: GatewayConfig
let options: SuperviseOptions
let upstream: TestUpstream
let events: string[]
const running: SupervisedGateway[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-supervise-'))
  await chmod(directory, 0o700)
  const path = (name: string): string => join(directory, name)
  config = {
    host: '127.0.0.1',
    httpPort: await freePort(),
    controlSocket: path('gateway.sock'),
    routesFile: path('routes.json'),
    logFile: path('gateway.log'),
    pidFile: path('gateway.pid'),
    build: 'first',
  }
  events = []
  options = { config, configFile: path('gateway.json'), onEvent: (text) => events.push(text) }
  upstream = await startTestUpstream((_, response) => response.end('served'))
})
afterEach(async () => {
  for (const supervised of running.splice(0)) await supervised.stop()
  upstream.stop()
  await rm(directory, { recursive: true })
})

const supervise = async (): Promise<SupervisedGateway> => {
  const supervised = await superviseGateway(options)
  running.push(supervised)
  return supervised
}
const table = () => aTable([aRoute('one', { instanceId: 'iaaaaaaaa' as never, upstream: upstream.endpoint, cookieKey: 'ab'.repeat(20) })])
const pidOf = async (): Promise<number> => (await new ControlClient(config.controlSocket).whoami()).pid
const serves = (): Promise<boolean> =>
  ask(config.httpPort, {}).then(
    ({ body }) => body === 'served',
    () => false,
  )

describe('a supervised gateway', () => {
  it('serves the routes that it is given, and counts', async () => {
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
    expect(await gateway.hold('iaaaaaaaa' as never, { drainMs: 1_000, maxHoldMs: 5_000 })).toEqual({ drained: true })
    const waiting = serves()
    await gateway.release('iaaaaaaaa' as never)
    expect(await waiting).toBe(true)
    expect(await gateway.activity()).toMatchObject([{ instanceId: 'iaaaaaaaa', requests: 2, participantSockets: 0 }])
  })

  it('tells who is called for, also after it had ended and came back', async () => {
    const { gateway, watchCalls } = await supervise()
    const calls: string[] = []
    const stop = watchCalls((id) => calls.push(id))
    await gateway.setRoutes(aTable([aRoute('one', { instanceId: 'iaaaaaaaa' as never, state: 'asleep' })]))
    await ask(config.httpPort, { headers: { Accept: 'text/html' } })
    expect(calls).toEqual(['iaaaaaaaa'])
    process.kill(await pidOf(), 'SIGKILL')
    await waitUntil('it is called for again', async () => {
      await ask(config.httpPort, { headers: { Accept: 'text/html' } }).catch(() => undefined)
      return calls.length > 1
    })
    stop()
    const before = calls.length
    await ask(config.httpPort, { headers: { Accept: 'text/html' } })
    expect(calls).toHaveLength(before)
  })

  it('keeps keys and routes, its socket and its log from everybody else', async () => {
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
    await waitUntil('the log is written', async () => (await readFile(config.logFile, 'utf8').catch(() => '')).includes('GET'))
    for (const file of [config.controlSocket, config.routesFile, config.logFile, options.configFile])
      expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it('is back after its death, with its routes, and nobody told it', async () => {
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    const first = await pidOf()
    process.kill(first, 'SIGKILL')
    await waitUntil('it serves again', serves)
    expect(await pidOf()).not.toBe(first)
    await waitUntil('it is told', () => events.length === 2)
    expect(events).toEqual(['The gateway ended. It is started again.', 'The gateway is back.'])
  })

  it('is ended and brought back when it hangs', async () => {
    options = { ...options, asks: { everyMs: 50, silentMs: 3_000 } }
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    const hanging = await pidOf()
    process.kill(hanging, 'SIGSTOP')
    await waitUntil('another one serves', async () => (await pidOf().catch(() => hanging)) !== hanging && (await serves()), {
      timeoutMs: 60_000,
    })
    expect(events).toContain('The gateway does not answer any more. It is ended, and started again.')
    await waitUntil('it is told', () => events.at(-1) === 'The gateway is back.')
  })

  it('is brought back for a question that comes while it is gone', async () => {
    const { gateway } = await supervise()
    process.kill(await pidOf(), 'SIGKILL')
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
  })

  it('outlives its supervisor, starts from its file alone, and is adopted by the next one', async () => {
    const first = await supervise()
    await first.gateway.setRoutes(table())
    const pid = await pidOf()
    first.detach()
    running.splice(0)
    expect(await serves()).toBe(true)
    const second = await supervise()
    expect(await pidOf()).toBe(pid)
    await second.stop()
    running.splice(0)
    const third = await supervise()
    expect(await serves()).toBe(true)
    expect(await pidOf()).not.toBe(pid)
    third.detach()
    const last = await pidOf()
    process.kill(last, 'SIGTERM')
    await waitUntil('it ended', () => !existsSync(`/proc/${last}`))
    expect(existsSync(config.pidFile)).toBe(false)
  })

  it('with another configuration is replaced', async () => {
    const first = await supervise()
    const pid = await pidOf()
    first.detach()
    running.splice(0)
    config = { ...config, httpPort: await freePort() }
    options = { ...options, config }
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
    expect(await pidOf()).not.toBe(pid)
  })

  it('ignores the Ctrl-C of its terminal', async () => {
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    const pid = await pidOf()
    process.kill(pid, 'SIGINT')
    process.kill(pid, 'SIGHUP')
    expect(await serves()).toBe(true)
    expect(await pidOf()).toBe(pid)
  })

  it('starts although its routes cannot be read', async () => {
    await writeFile(config.routesFile, '{"half":')
    const { gateway } = await supervise()
    expect((await ask(config.httpPort, {})).status).toBe(503)
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
  })

  it('refuses a table that makes no sense, and goes on with the last one', async () => {
    const { gateway } = await supervise()
    await gateway.setRoutes(table())
    await expect(gateway.setRoutes({ ...table(), instanceDomain: '' })).rejects.toThrow('instanceDomain is no text')
    await gateway.setRoutes(table())
    expect(await serves()).toBe(true)
  })
})

it('a port that is taken is said at once, in a sentence, and nothing is left running', async () => {
  const other = createServer().listen(config.httpPort, '127.0.0.1')
  await expect(superviseGateway(options)).rejects.toMatchObject({
    code: 'port_taken',
    message: expect.stringContaining(`Port ${config.httpPort}`) as string,
  })
  await expect(pidOf()).rejects.toMatchObject({ code: 'gateway.unavailable' })
  other.close()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
