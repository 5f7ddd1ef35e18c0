import type { QueuedMailAnswer } from '../../api/contract/mail.ts'
import { optionalText, type Register, run } from '../command.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const mail: Register = (program, terminal) => {
  const command = program.command('mail').description('mails that the manager sends')
  for (const add of [test, queue, retry]) add(command, terminal)
}

const test: Register = (command, terminal) => {
  const words = command
    .command('test')
    .description('send a test mail now, and tell what the mail server says')
    .option('--to <address>', 'to whom; default: yourself')
  run(words, terminal, async (session, _args, options) => {
    const to = optionalText(options.to)
    const sent = await session.client.testMail({ body: to === undefined ? {} : { to } })
    session.show(sent, () => `The mail server has taken a mail to ${sent.to}: ${sent.answer}`)
  })
}

const queue: Register = (command, terminal) => {
  run(command.command('queue').description('mails that have not left yet, and why'), terminal, async (session) => {
    const list = await session.client.listMail()
    session.show(list, () =>
      list.items.length === 0
        ? toNothingWaits(list.configured)
        : toTable(['id', 'to', 'what', 'since', 'state', 'attempts', 'next', 'why'], list.items.map(toRow), session.paint),
    )
  })
}

const toNothingWaits = (configured: boolean): string =>
  configured ? 'No mail waits.' : 'No mail is sent: there is no mail server. Set OTM_SMTP_HOST and start the manager again.'

const toRow = ({ id, to, template, createdAt, state, attempts, nextAttemptAt, reason }: QueuedMailAnswer) => [
  id,
  to,
  template,
  toTime(createdAt),
  { text: state, color: ({ waiting: 'yellow', failed: 'red' } as const)[state] },
  String(attempts),
  nextAttemptAt === null ? '–' : toTime(nextAttemptAt),
  reason ?? '',
]

const retry: Register = (command, terminal) => {
  run(command.command('retry [id]').description('try again now what waits or has failed'), terminal, async (session, [id]) => {
    const retried = await session.client.retryMail({ body: id === undefined ? {} : { id } })
    session.show(retried, () => (retried.count === 1 ? '1 mail is tried again.' : `${retried.count} mails are tried again.`))
  })
}
