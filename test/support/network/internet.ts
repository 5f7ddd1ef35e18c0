import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runCommand, runToEnd } from '../../../src/lib/run-command.ts'
import { makeNetworkNamespace } from './network-namespace.ts'

/** An Internet of one address, which this machine has a route to, and an address of the machine itself; at both somebody listens. */
export interface SmallInternet {
  readonly far: string
  readonly machine: string
  remove(): Promise<void>
}

const port = 8043
const listening = `import socket, sys
server = socket.create_server((sys.argv[1], ${port}))
print('ready', flush=True)
while True: server.accept()`

/** @throws CommandError with nothing left behind */
export async function makeInternet(): Promise<SmallInternet> {
  const namespace = await makeNetworkNamespace()
  const far = `203.0.113.${1 + (process.pid % 250)}`
  const ended = new AbortController()
  const remove = async (): Promise<void> => {
    ended.abort()
    await namespace.remove() // with the wire goes the route
  }
  try {
    const [enter = '', ...inside] = namespace.launcher
    await runCommand(enter, [...inside, 'ip', 'address', 'add', `${far}/32`, 'dev', 'lo'])
    await runCommand('ip', ['route', 'add', `${far}/32`, 'via', namespace.inside])
    await listen([...namespace.launcher, 'python3', '-c', listening, far], ended.signal)
    await listen(['python3', '-c', listening, namespace.outside], ended.signal)
  } catch (error) {
    await remove()
    throw error
  }
  return { far, machine: namespace.outside, remove }
}

/** Ends with the test, however that ends. */
async function listen(command: readonly string[], signal: AbortSignal): Promise<void> {
  const [file = '', ...args] = ['setpriv', '--pdeathsig', 'KILL', ...command]
  const child = spawn(file, args, { signal, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'inherit'] })
  child.on('error', () => undefined) // it is ended by the signal
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(`It cannot listen: ${args}`)))])
}

/** Whether somebody in the network of that process gets a connection there. */
export async function canReach(pid: number, address: string): Promise<boolean> {
  const connecting = `import socket; socket.create_connection(('${address}', ${port}), 3)`
  return (await runToEnd('nsenter', [`--net=/proc/${pid}/ns/net`, 'python3', '-c', connecting])).exitCode === 0
}
