import { describeCheck, englishLevels, type HealthCheck, type HealthNews, healthPath, summarizeHealth } from '../domain/health-messages.ts'
import { toOneLine } from '../domain/mail-address.ts'

const longestText = 3000
const end = '\n…'

/** The message as chat programs show it: plain lines, what is new first. */
export function writeText(news: HealthNews, publicUrl: string): string {
  const lines = [
    `oTree Manager at ${new URL(publicUrl).host}: ${summarizeHealth(news)}`,
    `${publicUrl}${healthPath}`,
    ...toSection('New:', news.worse),
    ...toSection('Well again:', news.wellAgain),
    ...toSection('Also not well:', news.still),
  ]
  return shorten(lines.map(toPlain).join('\n'))
}

/** What somebody gets who tries whether it works. */
export const writeTestText = (sentBy: string, publicUrl: string): string =>
  `This is the test message that ${sentBy} had sent by oTree Manager at ${publicUrl}. You see it, so the web hook works.`

const toSection = (title: string, checks: readonly HealthCheck[]): readonly string[] =>
  checks.length === 0 ? [] : ['', title, ...checks.map((check) => `• ${describeCheck(check, englishLevels)}`)]

/** One line, in which nothing is a command to a chat program, such as `<!channel>`. */
const toPlain = (line: string): string => toOneLine(line).replaceAll('<', '‹').replaceAll('>', '›')

const shorten = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText - end.length).toWellFormed()}${end}`
