import { existsSync, readdirSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../../src/lib/run-command.ts'
import { daemonsRoot, isDaemonDirectory } from './places.ts'

// A daemon that may write rules (`iptables`) makes chains of its own, for the whole machine. Where forwarding is off, it switches it on and
// sets the policy of the chain FORWARD to DROP (newer ones always do): then nothing else that is bridged or routed here, such as virtual
// machines, gets through without a rule. It undoes none of this when it ends. So what was there before the first daemon of ours is kept,
// and the last one's end restores it.

interface Firewall {
  readonly forwardPolicy: string
  readonly hadChains: boolean
  readonly ipForward: string
}

const fileName = 'firewall.json'
const forwardFile = '/proc/sys/net/ipv4/ip_forward'

/** Notes in a daemon's directory how the firewall is without any daemon of ours. */
export async function noteFirewall(directory: string): Promise<void> {
  const earlier = others(directory)[0]
  if (earlier !== undefined) return copyFile(join(earlier, fileName), join(directory, fileName))
  const rules = await iptables('filter', '--list-rules')
  const [, forwardPolicy = 'ACCEPT'] = /^-P FORWARD (\w+)/m.exec(rules) ?? []
  const now: Firewall = { forwardPolicy, hadChains: rules.includes('-N DOCKER'), ipForward: (await readFile(forwardFile, 'utf8')).trim() }
  await writeFile(join(directory, fileName), JSON.stringify(now))
}

/** Restores what was noted, unless another daemon of ours still needs its rules. */
export async function restoreFirewall(directory: string): Promise<void> {
  const file = join(directory, fileName)
  if (!existsSync(file) || others(directory).length > 0) return
  const before: Firewall = JSON.parse(await readFile(file, 'utf8'))
  await iptables('filter', '--policy', 'FORWARD', before.forwardPolicy)
  if (before.hadChains) return
  for (const table of ['filter', 'nat']) await removeChains(table)
  await writeFile(forwardFile, before.ipForward)
}

const others = (directory: string): readonly string[] =>
  readdirSync(daemonsRoot)
    .filter(isDaemonDirectory)
    .map((name) => join(daemonsRoot, name))
    .filter((other) => other !== directory && existsSync(join(other, fileName)))

/** First every rule elsewhere that leads to a chain of Docker's, then what stands in those chains, then they themselves. */
async function removeChains(table: string): Promise<void> {
  const lines = (await iptables(table, '--list-rules')).split('\n')
  const jumps = lines.filter((line) => /^-A (?!DOCKER).* -j DOCKER/.test(line))
  const chains = lines.flatMap((line) => /^-N (DOCKER\S*)/.exec(line)?.[1] ?? [])
  for (const jump of jumps) await iptables(table, '--delete', ...jump.slice('-A '.length).split(' '))
  for (const chain of chains) await iptables(table, '--flush', chain)
  for (const chain of chains) await iptables(table, '--delete-chain', chain)
}

const iptables = (table: string, ...args: readonly string[]): Promise<string> =>
  runCommand('iptables', ['--wait', '--table', table, ...args])
