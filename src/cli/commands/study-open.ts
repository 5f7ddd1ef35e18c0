import { InvalidArgumentError } from 'commander'
import { type Register, run } from '../command.ts'

/** Protects a study until a day, or no longer. */
export const studyOpen: Register = (command, terminal) => {
  const words = command
    .command('study-open <name> [date]')
    .description('refuse what would disturb a study until the end of a day, such as 2026-12-24')
    .option('--end', 'end it now')
  run(words, terminal, async (session, [name = '', date], { end }) => {
    if ((date === undefined) !== (end === true)) throw new InvalidArgumentError('Name the last day, such as 2026-12-24, or say --end.')
    const openUntil = date === undefined ? null : toEndOfDay(date)
    const updated = await session.client.updateInstance({ params: { name }, body: { openUntil } })
    session.show(updated, () => updated.notice)
  })
}

/** Its last second, as the clock on this computer goes. */
export function toEndOfDay(date: string): string {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []).map(Number)
  const end = new Date(year ?? 0, (month ?? 0) - 1, day, 23, 59, 59)
  if (year !== undefined && end.getMonth() + 1 === month && end.getDate() === day) return end.toISOString()
  throw new InvalidArgumentError(`"${date.slice(0, 40)}" is no day. Write it as 2026-12-24.`)
}
