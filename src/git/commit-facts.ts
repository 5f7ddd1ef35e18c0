import type { CommitFacts } from '../domain/repositories.ts'
import { runGit } from './git-command.ts'

/** Subject, author and time of a commit. */
export async function readCommitFacts(repository: string, commit: string): Promise<CommitFacts> {
  const printed = await runGit(repository, ['log', '-1', '--no-walk', '--no-color', '--format=%H%x00%s%x00%an%x00%ct', commit])
  const [hash = commit, subject = '', author = '', seconds = '0'] = printed.trimEnd().split('\0')
  return { commit: hash, subject: toOneLine(subject), author: toOneLine(author), committedAt: toTime(Number(seconds)) }
}

const toOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200)

/** A commit may claim any time, also one that no calendar has. */
function toTime(seconds: number): string {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString()
}
