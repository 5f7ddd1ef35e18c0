import { expect, it } from 'vitest'
import { checkChosenVersions } from './chosen-versions.ts'

it.each([
  [null, null],
  ['6.0.15', null],
  ['6.0.16b1', null],
  ['5.4.0', '3.9'],
  [null, '3.13'],
] as const)('takes oTree %s with Python %s', (otree, python) => {
  expect(() => checkChosenVersions({ otree, python })).not.toThrow()
})

it.each([
  ['six', null, 'invalid_input', '"six" is not a version of oTree'],
  ['>=6', null, 'invalid_input', 'is not a version of oTree'],
  ['6.0.15 --pre', null, 'invalid_input', 'is not a version of oTree'],
  ['3.3.11', null, 'project.unsupported_otree', 'oTree 3.3.11 does not run here'],
  [null, '3.12.1', 'invalid_input', 'Give one of 3.7, 3.8, 3.9, 3.10'],
  [null, '2.7', 'invalid_input', '"2.7" is not a Python'],
  ['5.4.0', '3.13', 'invalid_input', 'oTree 5.4.0 does not run on Python 3.13; it runs on 3.7, 3.8, 3.9, 3.10, 3.11'],
] as const)('refuses oTree %s with Python %s', (otree, python, code, message) => {
  expect(() => checkChosenVersions({ otree, python })).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
})
