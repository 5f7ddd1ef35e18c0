import type { FastifySchema, FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { toIssueWords } from './issue-words.ts'
import { type Issue, toMisfit } from './problem.ts'

/** Reads a part of a request by its schema; what does not fit is said in plain words, by field. */
export const partsCompiler: FastifySchemaCompiler<FastifySchema> =
  ({ schema }) =>
  (data: unknown) => {
    const { success, data: value, error } = (schema as z.ZodType).safeParse(data, { error: toIssueWords })
    return success ? { value } : { error: toMisfit(error.issues.map(toIssue)) }
  }

const longestStep = 64

const toIssue = ({ path, message }: z.core.$ZodIssue): Issue => ({
  path: path.map((step) => String(step).slice(0, longestStep)).join('.'),
  message,
})
