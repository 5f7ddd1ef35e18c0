import { type Register, run } from '../command.ts'
import { confirmByName } from '../confirm.ts'
import { disturbOption, toDisturb } from '../disturb.ts'
import { finish } from '../wait-for-operation.ts'

export const rename: Register = (command, terminal) => {
  const words = command
    .command('rename <name> <new-name>')
    .description('call an instance otherwise; its former addresses lead to it for 30 days')
    .option(...disturbOption)
    .option('--no-wait', 'do not wait until it is done')
    .option('--yes', 'do not ask on a terminal')
  run(words, terminal, async (session, [name = '', newName = ''], { disturb, wait, yes }) => {
    if (yes !== true) await confirmByName(terminal, name, consequence)
    const accepted = await session.client.renameInstance({ params: { name }, body: { name: newName, ...toDisturb(disturb) } })
    await finish(session, accepted, {
      wait: wait !== false,
      told: async () => {
        const { url, gitSshUrl } = await session.client.showInstance({ params: { name: newName } })
        return [`${name} is called ${newName} now: ${url}`, `Where you push from: git remote set-url ${name} ${gitSshUrl}`].join('\n')
      },
    })
  })
}

const consequence =
  'Its address and Git URL will change. The former ones lead there for 30 days; pages that are open go on, and whoever is signed in to its admin pages signs in again.'
