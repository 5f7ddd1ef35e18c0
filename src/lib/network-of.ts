import { isIPv6 } from 'node:net'

/** Whether it is this machine itself: a program of its own, or everybody who comes by way of a web server on it. */
export const isLoopback = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/i.test(address)

/** What is counted as one caller: an IPv4 address, or the /64 of an IPv6 address, of which a single machine has as many as it likes.
 * @returns e.g. `192.0.2.1` or `2001:db8:0:1` */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(bare)) return bare
  const [head = '', tail] = bare.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':').filter(Boolean)]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
