import { findNameFault, parseVariableLines, type Variables } from '../../../src/domain/variables.ts'
import { m } from '../../i18n/messages.ts'

/** What was pasted, or what is wrong with it. */
export type ReadLines = { readonly variables: Variables } | { readonly fault: string }

/** Reads lines such as `NAME=value`. */
export function readLines(text: string): ReadLines {
  const number = findBadLine(text)
  if (number !== null) return { fault: m.settings.badLine(number) }
  const variables = parseVariableLines(text)
  const bad = Object.keys(variables).find((name) => findNameFault(name) !== undefined)
  if (bad !== undefined) return { fault: m.settings.badName(bad.slice(0, 64)) }
  return Object.keys(variables).length === 0 ? { fault: m.common.required } : { variables }
}

/** The number of the first line that is none. */
function findBadLine(text: string): number | null {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => {
    try {
      parseVariableLines(line)
      return false
    } catch {
      return true // said in this page's language
    }
  })
  return at < 0 ? null : at + 1
}
