import { ApiProblem } from '../../api/problem.ts'
import { toServerWords } from '../../ui/server-words.tsx'
import { toIssues } from '../../ui/to-issues.ts'
import type { ChosenVersions } from './use-packages.ts'

const looksLikeVersion = /^\d+(\.\d+)+/

/** What the server says against the choice, at the field that it is about; empty when it is about neither. */
export function toVersionErrors(error: unknown, { otreeVersion, pythonVersion }: ChosenVersions): Record<string, React.ReactNode> {
  const issues = toIssues(error)
  if (Object.keys(issues).length > 0 || !(error instanceof ApiProblem)) return issues
  if (error.code === 'project.unsupported_otree') return { otreeVersion: toServerWords(error.message) }
  if (error.code !== 'invalid_input') return {}
  const isAboutOtree = pythonVersion.trim() === '' || (otreeVersion.trim() !== '' && !looksLikeVersion.test(otreeVersion.trim()))
  return isAboutOtree ? { otreeVersion: toServerWords(error.message) } : { pythonVersion: toServerWords(error.message) }
}
