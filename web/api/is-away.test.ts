import { expect, it } from 'vitest'
import { toPageAnswer } from '../../src/gateway/page.ts'
import { isAway } from './is-away.ts'
import { toProblem, unreachable } from './problem.ts'

const saidByGateway = (page: Parameters<typeof toPageAnswer>[0]) => {
  const { status, body } = toPageAnswer(page, 'json')
  return toProblem(status, JSON.parse(body))
}

it('takes the gateway’s word for it that the manager is away, and no answer at all', () => {
  expect([saidByGateway('manager-away'), unreachable(), toProblem(502, null)].map(isAway)).toEqual([true, true, true])
})

it('takes what the manager says itself for an answer', () => {
  const unavailable = toProblem(503, { code: 'engine.unavailable', detail: 'The engine does not answer.' })
  expect([unavailable, saidByGateway('bad-request'), new Error('something')].map(isAway)).toEqual([false, false, false])
})
