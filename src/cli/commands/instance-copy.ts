import { optionalText, type Register, run } from '../command.ts'
import { finish } from '../wait-for-operation.ts'

export const copy: Register = (command, terminal) => {
  const words = command
    .command('copy <name> <new-name>')
    .description('make another instance with the same code and settings; passwords are new ones')
    .option('--with-data', 'sessions and data, too; the instance goes on meanwhile')
    .option('--owner <username>', 'whose it is; default: yours')
    .option('--no-wait', 'do not wait until it is done')
  run(words, terminal, async (session, [name = '', newName = ''], { withData, owner: given, wait }) => {
    const owner = optionalText(given)
    const body = { name: newName, withData: withData === true, ...(owner === undefined ? {} : { owner }) }
    const accepted = await session.client.copyInstance({ params: { name }, body })
    await finish(session, accepted, {
      wait: wait !== false,
      told: async () => {
        const { url, owner: whose } = await session.client.showInstance({ params: { name: newName } })
        return `${newName} is a copy of ${name}${withData === true ? ' with all its data' : ''}, belongs to ${whose}, and is at ${url}`
      },
    })
  })
}
