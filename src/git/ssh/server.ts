import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2 from 'ssh2'
import { ManagerError } from '../../domain/error.ts'
import { algorithms } from './algorithms.ts'
import { connectionLimits, serveConnection } from './connection.ts'
import type { SshDeps } from './ssh-deps.ts'

export interface SshServerOptions extends Omit<SshDeps, 'stopping'> {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** From `loadHostKey`. */
  readonly hostKey: string
}

export interface SshServer {
  readonly port: number
  /** Takes no more, tells those who wait, and ends their connections. Deployments that have begun are not its concern. */
  close(): Promise<void>
}

const mostConnections = 200
const mostNotSignedIn = 64
const lastWordsMs = 1_000

/** Starts the git server. @throws ManagerError `port_taken`, `setting_invalid` */
export async function startSshServer({ host, port, hostKey, ...rest }: SshServerOptions): Promise<SshServer> {
  const stopping = new AbortController()
  const deps: SshDeps = { ...rest, stopping: stopping.signal }
  const sockets = new Set<Socket>()
  const newcomers = new Map<string, () => void>()
  const ssh = new ssh2.Server({ hostKeys: [hostKey], algorithms, ident: 'otm', keepaliveInterval: 15_000, keepaliveCountMax: 4 })
  ssh.on('connection', (connection, info) => {
    newcomers.get(toKey(info.ip, info.port))?.()
    connection.once('ready', () => newcomers.delete(toKey(info.ip, info.port)))
    serveConnection(connection, info.ip ?? null, deps)
  })
  const server = createServer({ noDelay: true }, (socket) => {
    if (sockets.size >= mostConnections || newcomers.size >= mostNotSignedIn || stopping.signal.aborted) return void socket.destroy()
    admit(socket, sockets, newcomers)
    ssh.injectSocket(socket)
  })
  await listen(server, host, port)
  return {
    port: portOf(server),
    close: async () => {
      stopping.abort()
      const closed = new Promise((done) => server.close(done))
      await sleep(sockets.size > 0 ? lastWordsMs : 0)
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

const toKey = (address: string | undefined, port: number | undefined): string => `${address} ${port}`

/** Counts a connection, and ends it when it does not say in time that it speaks SSH, or lingers after we have ended it. */
function admit(socket: Socket, sockets: Set<Socket>, newcomers: Map<string, () => void>): void {
  const key = toKey(socket.remoteAddress, socket.remotePort)
  const timer = setTimeout(() => socket.destroy(), connectionLimits.signInMs)
  sockets.add(socket)
  newcomers.set(key, () => clearTimeout(timer))
  socket.on('error', () => socket.destroy())
  socket.once('finish', () => setTimeout(() => socket.destroy(), lastWordsMs).unref())
  socket.once('close', () => {
    clearTimeout(timer)
    sockets.delete(socket)
    newcomers.delete(key)
  })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, host, port)))
  server.listen(port, host, resolve)
  return promise
}

function toListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `Port ${port} of ${host}, where git pushes arrive,`
  if (error.code === 'EADDRINUSE') {
    return new ManagerError(
      'port_taken',
      `${where} is used by another program. End that program, or choose another port with OTM_SSH_PORT.`,
      { port },
    )
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new ManagerError('setting_invalid', `${where} cannot be opened (${error.code}). Change OTM_HOST or OTM_SSH_PORT.`, { port })
  }
  return error
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The git server has no port.')
  return address.port
}
