import { expect, it } from 'vitest'
import { isAddressRange, isInRanges, toAddressRanges } from './address-ranges.ts'

it.each([
  ['127.0.0.1', true],
  ['10.1.0.0/16', true],
  ['10.1.2.3/32', true],
  ['::1', true],
  ['2001:db8::/32', true],
  ['0.0.0.0/0', false],
  ['::/0', false],
  ['10.1.0.0/33', false],
  ['10.1.0.0/', false],
  ['10.1.0.0/16/8', false],
  ['10.1.0.0/-1', false],
  ['10.1.0.0/1e1', false],
  ['10.1.0', false],
  ['010.1.0.0', false],
  ['fe80::1%eth0', false],
  ['proxy.example.edu', false],
  ['', false],
])('%j is an address or a range: %j', (text, answer) => {
  expect(isAddressRange(text)).toBe(answer)
})

it.each([
  ['127.0.0.1', true],
  ['127.0.0.2', false],
  ['::ffff:127.0.0.1', true],
  ['10.1.255.255', true],
  ['10.2.0.0', false],
  ['2001:db8:1::7', true],
  ['2001:db9::', false],
  ['fe80::1%eth0', false],
  ['no address', false],
  ['', false],
])('%j is among the ranges: %j', (address, answer) => {
  expect(isInRanges(toAddressRanges(['127.0.0.1', '10.1.0.0/16', '2001:db8::/32']), address)).toBe(answer)
})

it('none are among none', () => {
  expect(isInRanges(toAddressRanges([]), '127.0.0.1')).toBe(false)
})
