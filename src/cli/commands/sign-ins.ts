import type { PersonSignIn } from '../../api/contract/sign-ins.ts'
import { optionalText, type Register, run } from '../command.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const toLinkAdvice = (username: string, url: string, mailed: boolean): string =>
  mailed
    ? `A mail with this link is on its way to ${username}; it works once, for 7 days:\n${url}`
    : `Give this link to ${username}; it works once, for 7 days:\n${url}`

export const signIns: Register = (command, terminal) => {
  const words = command
    .command('sign-ins <username>')
    .description('in which browsers a person is signed in')
    .option('--end <id>', 'sign out this one')
    .option('--end-all', 'sign out all of them')
  run(words, terminal, async ({ client, show, paint }, [username = ''], { end, endAll }) => {
    const id = optionalText(end)
    if (id !== undefined) await client.endSignIn({ params: { username, id } })
    if (endAll === true) await client.endSignIns({ params: { username } })
    const list = await client.listSignIns({ params: { username } })
    const headings = ['id', 'browser', 'since', 'last seen', 'address']
    show(list, () => (list.items.length === 0 ? `${username} is signed in nowhere.` : toTable(headings, list.items.map(toRow), paint)))
  })
}

const toRow = ({ id, browser, system, createdAt, lastSeenAt, address }: PersonSignIn): readonly string[] => [
  id,
  [browser ?? 'unknown', ...(system === null ? [] : [`on ${system}`])].join(' '),
  toTime(createdAt),
  toTime(lastSeenAt),
  address ?? '–',
]

export const forceNewPassword: Register = (command, terminal) => {
  const words = command
    .command('force-new-password <username>')
    .description('sign a person out everywhere, void their password, and print the link with which they choose a new one')
  run(words, terminal, async (session, [username = '']) => {
    const link = await session.client.forceNewPassword({ params: { username } })
    session.show(link, () => toLinkAdvice(username, link.resetUrl, link.mailed))
  })
}
