import type { z } from 'zod'

/** What does not fit a schema, in a sentence for whoever filled in a form or wrote a script; schemas that have words of their own keep them. */
export function toIssueWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && missing.has(issue.code)) return 'This is missing.'
  switch (issue.code) {
    case 'invalid_type':
      return toTypeWords(issue.expected)
    case 'invalid_value':
      return `Use one of these values: ${issue.values.map(String).join(', ')}.`
    case 'too_big':
      return toMostWords(issue)
    case 'too_small':
      return toLeastWords(issue)
    case 'invalid_format':
      return toFormWords(issue.format)
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.slice(0, mostKeys).map(toShown).join(', ')}.`
    case 'invalid_key':
      return issue.issues[0]?.message ?? noForm
    default:
      return noForm
  }
}

const missing = new Set<string>(['invalid_type', 'invalid_value', 'invalid_union'])
const noForm = 'This does not have the form that is wanted here.'
const mostKeys = 10

const toShown = (key: string): string => key.slice(0, 64)

function toTypeWords(expected: string): string {
  if (expected === 'string') return 'This should be a text.'
  if (expected === 'number') return 'This should be a number.'
  if (expected === 'int') return 'This should be a whole number.'
  if (expected === 'boolean') return 'This should be true or false.'
  if (expected === 'array') return 'This should be a list.'
  return expected === 'object' || expected === 'record' ? 'This should be an object of JSON.' : noForm
}

function toMostWords({ origin, maximum, inclusive = true }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `This is too long: at most ${maximum} characters.`
  if (origin === 'array') return `At most ${maximum} entries.`
  return inclusive ? `Use a number of at most ${maximum}.` : `Use a number below ${maximum}.`
}

function toLeastWords({ origin, minimum, inclusive = true }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin !== 'number' && Number(minimum) === 1) return 'This must not be empty.'
  if (origin === 'string') return `This is too short: at least ${minimum} characters.`
  if (origin === 'array') return `At least ${minimum} entries.`
  return inclusive ? `Use a number of at least ${minimum}.` : `Use a number above ${minimum}.`
}

function toFormWords(format: string): string {
  if (format === 'email') return 'This is no e-mail address.'
  if (format === 'datetime') return 'This is no point in time, e.g. 2026-12-24T18:00:00Z.'
  return noForm
}
