import { expect, it } from 'vitest'
import { toDevice } from './device.ts'

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128', 'Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    'Safari 17',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0',
    'Microsoft Edge 128',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36',
    'Chrome 128',
    'Android',
  ],
])('%s is known', (userAgent, browser, system) => {
  expect(toDevice(userAgent)).toEqual({ browser, system })
})

it.each([[null], [''], ['x'.repeat(100_000)], ['(((']])('%o says nothing', (userAgent) => {
  expect(toDevice(userAgent)).toEqual({ browser: null, system: null })
})

it('gives nothing of a forged header but harmless letters', () => {
  expect(toDevice('<img src=x>\u001b[31m\u202e/1.0 ').browser).toBe('img srcx31m 1')
  expect(toDevice(`${'a'.repeat(300)}/1.0 `).browser).toHaveLength(40)
})
