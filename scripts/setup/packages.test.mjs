import { expect, it } from 'vitest'
import { isInstalled } from './packages.mjs'

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/fastify': { version: '5.0.0', integrity: 'sha512-a' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
}
const installed = { 'node_modules/fastify': { version: '5.0.0', integrity: 'sha512-a' } }

it('is content with what the lock file wants, other platforms’ packages left out', () => {
  expect(isInstalled(wanted, installed)).toBe(true)
})

it('installs again after an interrupted installation, which leaves no note', () => {
  expect(isInstalled(wanted, undefined)).toBe(false)
})

it('installs again when a version or its content changed, or a package is new', () => {
  expect(isInstalled(wanted, { 'node_modules/fastify': { version: '4.0.0', integrity: 'sha512-a' } })).toBe(false)
  expect(isInstalled(wanted, { 'node_modules/fastify': { version: '5.0.0', integrity: 'sha512-b' } })).toBe(false)
  expect(isInstalled({ ...wanted, 'node_modules/zod': { version: '4.0.0' } }, installed)).toBe(false)
})
