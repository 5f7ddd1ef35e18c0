import { expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import type { Operation } from '../domain/operation.ts'
import { silentLogger } from '../lib/logger.ts'
import { toOperationError } from './operation-error.ts'

const told = (facts: Readonly<Record<string, unknown>>) =>
  toOperationError(new ManagerError('project.no_settings', 'None.', facts), {} as Operation, silentLogger)

it('keeps the folders that can be chosen, at most a hundred', () => {
  expect(told({ folders: ['a', 'b'] })).toEqual({ code: 'project.no_settings', detail: 'None.', facts: { folders: ['a', 'b'] } })
  expect(told({ folders: Array.from({ length: 500 }, String) }).facts?.folders).toHaveLength(100)
})

it('keeps no other fact', () => {
  expect(told({ log: 'secret', path: 'x' })).toEqual({ code: 'project.no_settings', detail: 'None.' })
  expect(told({ folders: [1, { a: 2 }] })).toEqual({ code: 'project.no_settings', detail: 'None.', facts: { folders: [] } })
})
