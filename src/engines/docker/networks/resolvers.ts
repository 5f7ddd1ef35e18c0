import { readFile } from 'node:fs/promises'
import { isIPv4 } from 'node:net'

/** Where systemd's own name server, which listens on the loopback interface, writes down those that it asks. Docker reads it, too. */
const files = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'] as const

/** The machine's name servers that containers' questions are sent to. One on the loopback interface is asked by the daemon itself, from outside. */
export async function findResolvers(): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return [...new Set(texts.flatMap(toResolvers))].sort()
}

export const toResolvers = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(([, address = '']) =>
    isIPv4(address) && !address.startsWith('127.') ? [address] : [],
  )
