import { runCommand, runToEnd } from '../../../src/lib/run-command.ts'

/** Lets containers out as a Docker daemon does that may write rules of the firewall. For one that may not. @returns takes it back */
export async function letOut(subnet: string): Promise<() => Promise<void>> {
  const rules = [
    ['filter', 'FORWARD', '-s', subnet, '-j', 'ACCEPT'],
    ['filter', 'FORWARD', '-d', subnet, '-j', 'ACCEPT'],
    ['nat', 'POSTROUTING', '-s', subnet, '!', '-d', subnet, '-j', 'MASQUERADE'],
  ]
  const remove = async (): Promise<void> => {
    for (const [table = '', chain = '', ...rule] of rules) await runToEnd('iptables', ['-w', '-t', table, '-D', chain, ...rule])
  }
  await remove() // what a test that was killed left behind
  for (const [table = '', chain = '', ...rule] of rules) await runCommand('iptables', ['-w', '-t', table, '-A', chain, ...rule])
  return remove
}
