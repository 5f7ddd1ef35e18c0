import { expect, it } from 'vitest'
import { toSystem } from './to-system.ts'

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) AppleWebKit/605.1.15', 'macos'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'linux'],
  ['something else', 'linux'],
])('%s', (userAgent, system) => {
  expect(toSystem(userAgent)).toBe(system)
})
