import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { newId } from '../../../../lib/ids.ts'
import { runCommand, runToEnd } from '../../../../lib/run-command.ts'
import type { Machine } from '../machine.ts'

/** A machine, its laboratory's network and the Internet: three network namespaces, tied by two wires. Nothing leads out of them. */
export interface SmallWorld {
  /** Runs programs on the machine. */
  readonly machine: Machine
  /** What to put before a command to run it there. */
  readonly onMachine: readonly string[]
  /** Addresses of name servers' clients, as the name server in the laboratory's network saw them. */
  readonly askers: readonly string[]
  /** Starts a server on the machine. @param sockets  e.g. `0.0.0.0:8080` */
  listen(...sockets: readonly string[]): Promise<void>
  close(): Promise<void>
}

export const places = {
  machine: '198.51.100.2',
  /** The machine's router, in a network with public addresses that the machine is in itself. */
  router: '198.51.100.1',
  machineInLab: '10.99.0.2',
  lab: '10.99.0.1',
  nameServer: '10.99.0.53',
  /** Somewhere in the Internet. */
  far: '203.0.113.1',
  /** Where clouds tell machines their passwords. */
  cloud: '169.254.169.254',
} as const

const python = '/usr/bin/python3'
const listenProgram = join(import.meta.dirname, 'listen.py')

/** @throws Error with nothing left behind */
export async function makeSmallWorld(): Promise<SmallWorld> {
  const prefix = `otm-${newId('', 6)}`
  const [machine, lab, far] = [`${prefix}m`, `${prefix}l`, `${prefix}f`] as const
  const servers: ChildProcess[] = []
  const askers: string[] = []
  const start = async (where: string, sockets: readonly string[]): Promise<void> => {
    const [file = '', ...args] = [...enter(where), python, listenProgram, ...sockets]
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    servers.push(child)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => line.startsWith('asked by ') && askers.push(line.slice('asked by '.length)))
    await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => Promise.reject(new Error(`cannot listen: ${sockets}`)))])
  }
  const close = async (): Promise<void> => {
    for (const server of servers) server.kill('SIGKILL')
    for (const name of [machine, lab, far]) await runToEnd('ip', ['netns', 'delete', name])
  }
  try {
    await tie(machine, lab, far)
    await start(lab, [...on(places.lab, 80, 3128, 3129), `dns:${places.nameServer}:53`])
    await start(far, [...on(places.far, 25, 80, 443, 465, 587, 8443), `${places.cloud}:80`, `${places.router}:80`])
  } catch (error) {
    await close()
    throw error
  }
  const onMachine = enter(machine)
  const run: Machine['run'] = (program, programArgs, input = '') => {
    const [file = '', ...args] = [...onMachine, program, ...programArgs]
    return runToEnd(file, args, { input, timeoutMs: 20_000 })
  }
  return { machine: { run }, onMachine, askers, close, listen: (...sockets) => start(machine, sockets) }
}

/** What runs inside ends with the test, however the test ends. */
const enter = (namespace: string): readonly string[] => ['setpriv', '--pdeathsig', 'TERM', 'nsenter', `--net=/run/netns/${namespace}`]

const on = (address: string, ...ports: readonly number[]): readonly string[] => ports.map((port) => `${address}:${port}`)

async function tie(machine: string, lab: string, far: string): Promise<void> {
  for (const name of [machine, lab, far]) {
    await ip('netns', 'add', name)
    await ip('-n', name, 'link', 'set', 'lo', 'up')
  }
  await wire([machine, 'lab0', `${places.machineInLab}/24`], [lab, 'lab1', `${places.lab}/24`])
  await wire([machine, 'far0', `${places.machine}/24`], [far, 'far1', `${places.router}/24`])
  await ip('-n', lab, 'address', 'add', `${places.nameServer}/24`, 'dev', 'lab1')
  for (const address of [places.far, places.cloud]) await ip('-n', far, 'address', 'add', `${address}/32`, 'dev', 'lo')
  await ip('-n', machine, 'route', 'add', 'default', 'via', places.router)
}

type WireEnd = readonly [namespace: string, device: string, address: string]

async function wire(one: WireEnd, other: WireEnd): Promise<void> {
  await ip('-n', one[0], 'link', 'add', one[1], 'type', 'veth', 'peer', 'name', other[1], 'netns', other[0])
  for (const [namespace, device, address] of [one, other]) {
    await ip('-n', namespace, 'address', 'add', address, 'dev', device)
    await ip('-n', namespace, 'link', 'set', device, 'up')
  }
}

const ip = (...args: readonly string[]): Promise<string> => runCommand('ip', args, { timeoutMs: 10_000 })
