import { rmSync } from 'node:fs'
import { openAccessLog } from './gateway/access-log.ts'
import { createControlServer, listenBeside, listenOnSocket } from './gateway/control-server.ts'
import { type GatewayIdentity, readGatewayConfig } from './gateway/gateway-config.ts'
import { type GatewayStart, startGateway } from './gateway/gateway-process.ts'
import { createGatewayServer } from './gateway/gateway-server.ts'
import { leave } from './gateway/leave.ts'
import { findPredecessor, type Predecessor } from './gateway/predecessor.ts'
import { openRoutesFile } from './gateway/routes-file.ts'
import { printStartLine, toStartFailure } from './gateway/start-line.ts'
import { Traffic } from './gateway/traffic.ts'
import { atomicWrite } from './lib/atomic-write.ts'

/** How long requests may take to end when the gateway is asked to. */
const endMs = 2_000

process.on('SIGINT', () => {}) // Ctrl-C in the terminal is for the manager, which decides what becomes of the gateway
process.on('SIGHUP', () => {})

const predecessor = findPredecessor()
const config = readGatewayConfig(process.env.OTM_GATEWAY_CONFIG ?? 'gateway.json')
const identity: GatewayIdentity = { pid: process.pid, startedAt: new Date().toISOString(), config }
const log = openAccessLog(config.logFile)
const traffic = new Traffic()
const routesFile = openRoutesFile(config.routesFile)
const server = createGatewayServer({ traffic, log })
const control = createControlServer({ traffic, routesFile, identity, onStop: () => void end(), onHandOver: handOver })
let isEnding = false
process.on('SIGTERM', () => void end())
process.on('uncaughtException', (error) => {
  log.note(`failed: ${error.stack ?? error.message}`)
  log.flush()
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.exit(70)
})

await start()

async function start(): Promise<void> {
  try {
    if (predecessor) await takeOver(predecessor)
    else await begin()
    await atomicWrite(config.pidFile, `${process.pid}\n`)
    log.note('started')
    printStartLine({ pid: process.pid })
  } catch (error) {
    printStartLine(toStartFailure(error, config))
    process.exit(1)
  }
}

async function begin(): Promise<void> {
  if (!(await listenOnSocket(control, config.controlSocket))) throw Object.assign(new Error(), { code: 'already_running' })
  readRoutes()
  await listen({ host: config.host, port: config.httpPort, backlog: 2_048 })
}

/** Both gateways accept connections until the other one learns that this one does. */
async function takeOver({ listener }: Predecessor): Promise<void> {
  const takePlace = await listenBeside(control, config.controlSocket)
  readRoutes()
  await listen(await listener)
  takePlace()
}

/** A table that cannot be read is no reason not to start: the manager sends it again. */
function readRoutes(): void {
  try {
    const table = routesFile.read()
    if (table) traffic.setTable(table)
  } catch (error) {
    log.note(`The routes could not be read: ${String(error)}`)
  }
}

function listen(where: object): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(where, resolve)
  return promise
}

/** Starts another build of the gateway in the place of this one. On failure this one goes on as if nothing had been. */
async function handOver(successor: GatewayStart): Promise<void> {
  if (isEnding) throw new Error('The gateway is ending already.')
  try {
    const pid = await startGateway(successor, server)
    isEnding = true
    log.note(`handed over to ${pid}`)
  } catch (error) {
    log.note(`not handed over: ${String(error)}`)
    throw error
  }
  void leave(server, traffic).then(exit)
}

/** Takes nothing new, lets requests end, cuts the rest. */
async function end(): Promise<void> {
  if (isEnding) return
  isEnding = true
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  control.close()
  traffic.destroy()
  const timer = setTimeout(resolve, endMs)
  await promise
  clearTimeout(timer)
  for (const file of [config.controlSocket, config.pidFile]) rmSync(file, { force: true })
  exit()
}

/** Leaves the control socket and the pid's file to a successor, as they are its own by then. */
function exit(): void {
  server.closeAllConnections()
  log.note('ended')
  log.flush()
  process.exit(0)
}
