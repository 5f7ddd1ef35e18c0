import { BlockList, isIP } from 'node:net'

/** Whether it is an IP address or a range of them, e.g. `127.0.0.1`, `10.1.0.0/16`, `2001:db8::/32`; never all that there are. */
export function isAddressRange(text: string): boolean {
  const { family, length } = toParts(text)
  return family !== 0 && Number.isInteger(length) && length > 0 && length <= bitsOf(family)
}

/** @param ranges  of which `isAddressRange` is true */
export function toAddressRanges(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const { address, family, length } = toParts(range)
    list.addSubnet(address, length, family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** An IPv4 address that came over an IPv6 socket (`::ffff:10.1.2.3`) is in the ranges of IPv4. */
export const isInRanges = (ranges: BlockList, address: string): boolean => ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

function toParts(range: string) {
  const [address = '', length, ...rest] = range.split('/')
  const family = rest.length > 0 || address.includes('%') ? 0 : isIP(address)
  return { address, family, length: length === undefined ? bitsOf(family) : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN }
}

const bitsOf = (family: number): number => (family === 6 ? 128 : 32)
