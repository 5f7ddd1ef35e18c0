import { expect, it } from 'vitest'
import type { Operation } from '../domain/operation.ts'
import { busy, busyForPush } from './phrases.ts'

const operation = {
  id: 'oaaaaaaaa',
  kind: 'restart-instance',
  by: 'carla',
  createdAt: new Date(2026, 10, 27, 10, 4).toISOString(),
} as unknown as Operation

it('whoever comes while something is being done is told what, by whom, and what to do', () => {
  expect(busy('otree1', operation)).toMatchObject({
    code: 'busy',
    message: '"otree1" is being restarted by carla, since 10:04. Wait until that is finished, or cancel it, and try again.',
    facts: { operationId: 'oaaaaaaaa', kind: 'restart-instance', by: 'carla', since: operation.createdAt },
  })
  expect(busyForPush('otree1', operation)).toBe(
    '"otree1" is being restarted by carla, since 10:04. Nothing was changed by this push; push again when that has ended.',
  )
  expect(busyForPush('otree1', { ...operation, kind: 'deploy-instance', by: 'server' })).toContain(
    'is being deployed from the server itself, since 10:04.',
  )
  expect(busyForPush('otree1', null)).toContain('"otree1" is being deployed by another push. Nothing was changed')
})
