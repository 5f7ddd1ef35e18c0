import { describe, expect, it } from 'vitest'
import { isManagerError } from '../../../src/domain/error.ts'
import { checkChosenVersions } from '../../../src/otree/chosen-versions.ts'
import { ApiProblem, unreachable } from '../../api/problem.ts'
import { toServerWords } from '../../ui/server-words.tsx'
import { toVersionErrors } from './to-version-errors.ts'

/** What the server itself says against it. */
function complaintOf(otree: string, python: string): ApiProblem {
  try {
    checkChosenVersions({ otree: otree || null, python: python || null })
  } catch (error) {
    if (isManagerError(error)) return new ApiProblem({ code: error.code, status: 400, detail: error.message })
  }
  throw new Error('There is nothing to complain about.')
}

describe('toVersionErrors', () => {
  it.each([
    ['newest', '', 'otreeVersion', '"newest" is not a version of oTree'],
    ['newest', '3.12', 'otreeVersion', '"newest" is not a version of oTree'],
    ['3.3.11', '3.12', 'otreeVersion', 'oTree 3.3.11 does not run here'],
    ['', '3.5', 'pythonVersion', '"3.5" is not a Python'],
    ['6.0.15', '3.5', 'pythonVersion', '"3.5" is not a Python'],
    ['5.4.0', '3.13', 'pythonVersion', 'oTree 5.4.0 does not run on Python 3.13'],
  ])('for oTree "%s" on Python "%s" speaks at %s', (otreeVersion, pythonVersion, field, sentence) => {
    const errors = toVersionErrors(complaintOf(otreeVersion, pythonVersion), { otreeVersion, pythonVersion })
    expect(errors).toEqual({ [field]: toServerWords(expect.stringContaining(sentence)) })
  })

  it('leaves alone what is about neither', () => {
    expect(toVersionErrors(unreachable(), { otreeVersion: '6.0.15', pythonVersion: '' })).toEqual({})
  })
})
