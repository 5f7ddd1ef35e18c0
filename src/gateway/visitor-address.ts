import type { IncomingMessage } from 'node:http'
import { type BlockList, isIP } from 'node:net'
import { isInRanges } from '../lib/address-ranges.ts'

/** Where a visitor is. What `X-Forwarded-For` says counts only from a trusted proxy, and backwards only until somebody who is none: whatever stands
 * before them they may have made up. @returns undefined: they hung up */
export function toVisitorAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, trusted: BlockList): string | undefined {
  let address = socket.remoteAddress
  const claims = String(headers['x-forwarded-for'] ?? '').split(',')
  while (address !== undefined && isInRanges(trusted, address)) {
    const claim = claims.pop()?.trim() ?? ''
    if (isIP(claim) === 0) break
    address = claim
  }
  return address
}
