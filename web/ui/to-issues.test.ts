import { expect, it } from 'vitest'
import { ApiProblem } from '../api/problem.ts'
import { toServerWords } from './server-words.tsx'
import { toIssues } from './to-issues.ts'

it("puts the server's complaints at their fields", () => {
  const issues = [{ path: 'email', message: 'This is not an e-mail address.' }]
  expect(toIssues(new ApiProblem({ code: 'invalid_input', status: 400, detail: 'Please correct the form.', issues }))).toEqual({
    email: toServerWords('This is not an e-mail address.'),
  })
})

it('has nothing to say of other errors', () => {
  expect(toIssues(new Error('x'))).toEqual({})
})
