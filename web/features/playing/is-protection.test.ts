import { expect, it } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import { isProtection, toProtected } from './is-protection.ts'

const nobody = { participants: 0, sessions: [], known: true }
const refusal = (code: string, participants: number) =>
  new ApiProblem({ code, status: 409, detail: '', playing: { ...nobody, participants } })

it('tells the study that is open from people who play, and knows both', () => {
  expect(toProtected(refusal('playing', 3))).toBe('people')
  expect(toProtected(refusal('study_open', 0))).toBe('study')
  expect(toProtected(refusal('study_open', 3))).toBe('both')
})

it('is no other refusal', () => {
  const busy = new ApiProblem({ code: 'busy', status: 409, detail: '' })
  expect([isProtection(busy), toProtected(busy), toProtected(null)]).toEqual([false, null, null])
})
