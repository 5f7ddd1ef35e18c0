import { newId } from '../../../src/lib/ids.ts'
import { runCommand, runToEnd } from '../../../src/lib/run-command.ts'

/** A network of its own, from which one wire leads to this machine and nothing leads on: no route, no forwarding, no name server. */
export interface NetworkNamespace {
  /** This machine's end of the wire: whoever listens there is all that the inside can reach. */
  readonly outside: string
  readonly inside: string
  /** What to put before a command to run it inside. */
  readonly launcher: readonly string[]
  /** The inside's routes, one a line. */
  routes(): Promise<string>
  /** How often somebody inside has tried to reach what no route leads to; looking up a name at a name server counts. */
  triedElsewhere(): Promise<number>
  remove(): Promise<void>
}

/** Why none can be made here, or undefined. */
export async function whyNoNamespace(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can make a network of its own'
  const { exitCode } = await runToEnd('ip', ['netns', 'list']).catch(() => ({ exitCode: null }))
  return exitCode === 0 ? undefined : 'the program ip (package iproute2) is missing'
}

/** @throws CommandError with nothing left behind */
export async function makeNetworkNamespace(): Promise<NetworkNamespace> {
  const name = `otm-${newId('', 8)}`
  const [ours, theirs] = [`o${name.slice(4)}`, `i${name.slice(4)}`]
  const network = `10.254.${1 + (process.pid % 250)}`
  const [outside, inside] = [`${network}.1`, `${network}.2`]
  const launcher = ['nsenter', `--net=/run/netns/${name}`]
  const remove = async (): Promise<void> => {
    await runToEnd('ip', ['link', 'delete', ours])
    await runToEnd('ip', ['netns', 'delete', name])
  }
  const ip = (...args: readonly string[]): Promise<string> => runCommand('ip', args, { timeoutMs: 10_000 })
  try {
    await ip('netns', 'add', name)
    await ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name)
    await ip('address', 'add', `${outside}/30`, 'dev', ours)
    await ip('link', 'set', ours, 'up')
    await ip('-n', name, 'address', 'add', `${inside}/30`, 'dev', theirs)
    await ip('-n', name, 'link', 'set', theirs, 'up')
    await ip('-n', name, 'link', 'set', 'lo', 'up')
  } catch (error) {
    await remove()
    throw error
  }
  const routes = (): Promise<string> => ip('-n', name, 'route', 'show', 'table', 'all', 'type', 'unicast')
  const triedElsewhere = async (): Promise<number> => {
    const [file = '', ...args] = [...launcher, 'cat', '/proc/self/net/snmp', '/proc/self/net/snmp6']
    return countUnroutable(await runCommand(file, args))
  }
  return { outside, inside, launcher, routes, triedElsewhere, remove }
}

/** The kernel's counters: `Ip:` with names in one line and numbers in the next, `Ip6…` with one a line. */
function countUnroutable(counters: string): number {
  const [names = [], values = []] = counters.split('\n').flatMap((line) => (line.startsWith('Ip: ') ? [line.split(' ')] : []))
  const ofVersion6 = /^Ip6OutNoRoutes\s+(\d+)$/m.exec(counters)?.[1]
  return Number(values[names.indexOf('OutNoRoutes')]) + Number(ofVersion6)
}
