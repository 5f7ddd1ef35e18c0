import { expect, it } from 'vitest'
import { passwordScrubber, toProxyAddress, toShownAddress } from './proxy-address.ts'

it.each([
  ['http://proxy.example.edu:3128', 'http://proxy.example.edu:3128'],
  ['proxy.example.edu:3128', 'http://proxy.example.edu:3128'],
  ['https://proxy.example.edu/', 'https://proxy.example.edu'],
  ['berta:p%40ss@proxy.example.edu:3128', 'http://berta:p%40ss@proxy.example.edu:3128'],
  ['[fd00::1]:3128', 'http://[fd00::1]:3128'],
])('takes %s', (text, address) => expect(toProxyAddress(text)).toBe(address))

it.each([
  'socks5://proxy.example.edu:1080',
  'http://',
  'http://berta:pa/ss@proxy.example.edu:3128',
  'http://berta:12#ss@proxy.example.edu:3128',
  'http://berta:100%@proxy.example.edu',
  'http://proxy.example.edu/path',
])('refuses %s', (text) => expect(toProxyAddress(text)).toBeUndefined())

it('shows neither user nor password', () => {
  expect(toShownAddress('http://berta:p%40ss@proxy.example.edu:3128')).toBe('http://proxy.example.edu:3128')
})

it('takes passwords out of what programs print, however they write them', () => {
  const scrub = passwordScrubber(['http://berta:p%40ss%2fword@proxy.example.edu:3128', 'https://u:index-word@index.example.edu', null])
  const basic = Buffer.from('berta:p@ss/word').toString('base64')
  const printed = `p%40ss%2fword p@ss/word p%40ss%2Fword ${basic} index-word other`
  expect(scrub(printed)).toBe('*** *** *** *** *** other')
})
