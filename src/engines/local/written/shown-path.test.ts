import fc from 'fast-check'
import { expect, it } from 'vitest'
import { showPath } from './shown-path.ts'

it.each([
  ['data/answers.csv', 'data/answers.csv'],
  ['Öl 100 %.txt', 'Öl 100 %.txt'],
  ['line\nend', 'line%0Aend'],
  ['line%0Aend', 'line%250Aend'],
  ['back\\slash', 'back%5Cslash'],
  ['exe.\u202etxt', 'exe.%E2%80%AEtxt'],
  ['\u001b[2J', '%1B[2J'],
])('shows %j as %j', (name, shown) => expect(showPath(Buffer.from(name))).toBe(shown))

it('shows what is no UTF-8', () => expect(showPath(Buffer.from([0x61, 0xff, 0xc3]))).toBe('a%FF%C3'))

it('shows any bytes without control characters, and no two names alike', () => {
  const name = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.array(fc.constantFrom(0x25, 0x30, 0x41, 0x0a, 0xc3, 0xa4)).map((bytes) => Uint8Array.from(bytes)),
  )
  fc.assert(
    fc.property(name, (bytes) => {
      const shown = showPath(Buffer.from(bytes))
      expect(shown).not.toMatch(/\p{Cc}/u)
      expect(decode(shown)).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 1000 },
  )
})

const decode = (shown: string): Buffer =>
  Buffer.concat(
    shown.split(/(%[0-9A-F]{2})/).map((part) => (/^%[0-9A-F]{2}$/.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  )
