import { expect, it } from 'vitest'
import type { Capabilities } from '../../domain/engine.ts'
import { checkEngine } from './check-engine.ts'

const capabilities = (more: Partial<Capabilities> = {}): Capabilities => ({
  engine: 'process',
  isolation: 'sandbox+uid',
  networkIsolation: true,
  memoryLimit: true,
  notes: [],
  postgresVersion: '15.8',
  pythons: ['3.11'],
  ...more,
})
const check = (found: Capabilities) =>
  checkEngine({ engine: { capabilities: async () => found } as Parameters<typeof checkEngine>[0]['engine'] })

it('tells of each engine that instances are on', async () => {
  const checks = await check(
    capabilities({ others: [capabilities({ engine: 'docker', isolation: 'container', postgresVersion: '18.0' })] }),
  )
  expect(checks.filter(({ name }) => name.startsWith('engine'))).toEqual([
    { name: 'engine', state: 'ok', detail: 'Instances run as processes with PostgreSQL 15.8.', remedy: null },
    {
      name: 'engine docker',
      state: 'ok',
      detail: 'Some instances run as containers with PostgreSQL 18.0. Instances are kept apart by a container each.',
      remedy: null,
    },
  ])
})

it('warns of one that is away', async () => {
  const checks = await check(capabilities({ away: ['The engine "docker" cannot be reached.'] }))
  expect(checks.at(-1)).toEqual({ name: 'engine away', state: 'error', detail: 'The engine "docker" cannot be reached.', remedy: null })
})
