import { describe, expect, it } from 'vitest'
import { isNotFound, toMessage, toProblem } from './problem.ts'

describe('toProblem', () => {
  it("keeps the server's own sentence", () => {
    const problem = toProblem(409, { code: 'name_taken', status: 409, detail: 'The name "otree1" is taken.' })
    expect(problem).toMatchObject({ code: 'name_taken', status: 409, message: 'The name "otree1" is taken.', errorId: null, issues: [] })
  })

  it('keeps what helps to find the reason in the log', () => {
    expect(toProblem(500, { code: 'internal', detail: 'Sorry.', errorId: 'e123' }).errorId).toBe('e123')
  })

  it.each([502, 503, 504])("takes a proxy's %i as a server that does not answer", (status) => {
    expect(toProblem(status, '<html>').code).toBe('unreachable')
  })

  it('says of anything else that it cannot be read', () => {
    expect(toProblem(418, null)).toMatchObject({ code: 'unreadable', status: 418 })
  })

  it('knows whose language the sentence is in: the server’s, or the page’s', () => {
    expect(toProblem(409, { code: 'busy', detail: 'Something else is being done.' }).lang).toBe('en')
    expect(toProblem(502, '<html>').lang).toBeUndefined()
  })
})

it('never shows what a program error says', () => {
  expect(toMessage(new TypeError('x is undefined'))).not.toContain('undefined')
})

it('tells a thing that is gone from other problems', () => {
  expect(isNotFound(toProblem(404, { code: 'not_found', detail: 'Gone.' }))).toBe(true)
  expect(isNotFound(new Error('not_found'))).toBe(false)
})
