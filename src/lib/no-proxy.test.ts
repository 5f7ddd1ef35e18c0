import { describe, expect, it } from 'vitest'
import { isDirect, toCommonNoProxy } from './no-proxy.ts'

describe('isDirect', () => {
  it.each([
    ['https://index.example.edu/simple', 'example.edu'],
    ['https://index.example.edu/simple', '.example.edu'],
    ['https://index.example.edu/simple', '*.example.edu'],
    ['https://example.edu/simple', '.example.edu'],
    ['https://index.example.edu/simple', 'other.edu, INDEX.example.edu'],
    ['https://index.example.edu/simple', 'other.edu index.example.edu:443'],
    ['https://index.example.edu:8443/simple', 'index.example.edu:8443'],
    ['https://index.example.edu/simple', '*'],
    ['http://10.20.30.40/simple', '10.0.0.0/8'],
    ['http://10.20.30.40/simple', '10.20.30.40'],
    ['http://[fd00::7]/simple', 'fd00::/8'],
    ['http://[fd00::7]:81/simple', '[fd00::7]:81'],
  ])('%s with %s', (address, noProxy) => expect(isDirect(new URL(address), noProxy)).toBe(true))

  it.each([
    ['https://index.example.edu/simple', null],
    ['https://index.example.edu/simple', ''],
    ['https://notexample.edu/simple', 'example.edu'],
    ['https://example.edu/simple', 'index.example.edu'],
    ['https://index.example.edu/simple', 'index.example.edu:8443'],
    ['http://11.20.30.40/simple', '10.0.0.0/8'],
    ['http://10.20.30.40/simple', '10.0.0.0/99'],
    ['http://[fd00::7]/simple', '10.0.0.0/8'],
  ])('not %s with %s', (address, noProxy) => expect(isDirect(new URL(address), noProxy)).toBe(false))
})

it('is said to other programs as they understand it', () => {
  expect(toCommonNoProxy('.example.edu, *.lab.edu, host:8443 10.0.0.0/8,[fd00::7]:81')).toBe('example.edu,lab.edu,host,10.0.0.0/8,fd00::7')
  expect(toCommonNoProxy('a, *')).toBeNull()
  expect(toCommonNoProxy(null)).toBe('')
})
