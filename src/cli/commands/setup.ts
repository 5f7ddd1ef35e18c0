import type { Setup } from '../../api/contract/sign-in.ts'
import { isManagerError } from '../../domain/error.ts'
import { type Register, run, text } from '../command.ts'
import { withStore } from '../offline.ts'
import { readSecret } from '../read-secret.ts'
import type { Session } from '../session.ts'

export const setup: Register = (program, terminal) => {
  const words = program
    .command('setup')
    .description('make the first super-user, on the machine itself')
    .requiredOption('--username <username>')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .option('--password-stdin', 'read the password from standard input')
  run(words, terminal, async (session, _args, { username, email, name }) => {
    const password = await readSecret(terminal, 'Password (at least 10 characters): ')
    const person = { username: text(username), email: text(email), name: text(name), password }
    await complete(session, person)
    session.show({ username: person.username }, () => `${person.username} is the first super-user.`)
  })
}

async function complete(session: Session, person: Setup): Promise<void> {
  try {
    await session.client.completeSetup({ body: person })
  } catch (error) {
    if (!isManagerError(error) || error.code !== 'unreachable') throw error
    await withStore({
      terminal: session.terminal,
      action: 'setup.complete',
      username: person.username,
      work: ({ accounts }) => accounts.createFirstSuperUser(person, null),
      unreachable: error,
    })
  }
}
