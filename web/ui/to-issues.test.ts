import { expect, it } from 'vitest'
import { ApiProblem } from '../api/problem.ts'
import { toServerWords } from './server-words.tsx'
import { isSaidAtFields, toIssues } from './to-issues.ts'

it("puts the server's complaints at their fields", () => {
  const issues = [{ path: 'email', message: 'This is not an e-mail address.' }]
  expect(toIssues(new ApiProblem({ code: 'invalid_input', status: 400, detail: 'Please correct the form.', issues }))).toEqual({
    email: toServerWords('This is not an e-mail address.'),
  })
})

it('has nothing to say of other errors', () => {
  expect(toIssues(new Error('x'))).toEqual({})
})

it('says once more below the form only what stands at no field', () => {
  const about = (...paths: string[]) =>
    new ApiProblem({ code: 'invalid_input', status: 400, detail: 'No.', issues: paths.map((path) => ({ path, message: 'No.' })) })
  expect(isSaidAtFields(about('name', 'email'), ['name', 'email', 'username'])).toBe(true)
  expect(isSaidAtFields(about('name', 'role'), ['name', 'email'])).toBe(false)
  expect(isSaidAtFields(about(), ['name'])).toBe(false)
  expect(isSaidAtFields(new Error('x'), ['name'])).toBe(false)
})
