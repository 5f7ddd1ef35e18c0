import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { toAddressRanges } from '../lib/address-ranges.ts'
import { toVisitorAddress } from './visitor-address.ts'

const trusted = toAddressRanges(['127.0.0.1', '10.0.0.0/8'])
const addressOf = (peer: string | undefined, forwarded?: string, proxies = trusted) =>
  toVisitorAddress(
    { socket: { remoteAddress: peer }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as IncomingMessage,
    proxies,
  )

it.each([
  ['192.0.2.7', '203.0.113.1', '192.0.2.7'],
  ['192.0.2.7', undefined, '192.0.2.7'],
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['127.0.0.1', '203.0.113.1', '203.0.113.1'],
  ['::ffff:127.0.0.1', '2001:db8::7', '2001:db8::7'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.1', '203.0.113.1'],
  ['127.0.0.1', '198.51.100.1,203.0.113.1 , 10.1.2.3', '203.0.113.1'],
  ['127.0.0.1', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ['127.0.0.1', '203.0.113.1, unknown', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.1, unknown, 10.1.2.3', '10.1.2.3'],
  ['127.0.0.1', '', '127.0.0.1'],
  [undefined, '203.0.113.1', undefined],
])('of %s, which says %j, the visitor is %s', (peer, forwarded, address) => {
  expect(addressOf(peer, forwarded)).toBe(address)
})

it('is never what a request says when nobody is trusted', () => {
  expect(addressOf('127.0.0.1', '203.0.113.1', toAddressRanges([]))).toBe('127.0.0.1')
})
