import { InvalidArgumentError } from 'commander'
import { optionalText, type Register, run } from '../command.ts'
import { openSource } from '../deploy/open-source.ts'
import { showProgress } from '../deploy/show-progress.ts'
import { disturbOption, toDisturbQuery } from '../disturb.ts'
import { finish } from '../wait-for-operation.ts'

export const deploy: Register = (program, terminal) => {
  const words = program
    .command('deploy <name> [source]')
    .description('bring code to an instance: a directory, or a .zip, .tar.gz, .tar or .otreezip file')
    .option('--folder <folder>', 'which folder of it is the project, "." for the top; remembered')
    .option('--again', 'deploy the same commit again')
    .option('--update', 'deploy the same commit with the newest packages that its requirements allow')
    .option(...disturbOption)
    .option('--no-wait', 'do not wait until it is done')
  run(words, terminal, async (session, [name = '', source], { again, folder, update, disturb, wait }) => {
    const isAgain = again === true || update === true
    if ((source === undefined) !== isAgain) throw new InvalidArgumentError('Name a directory or a file, or say --again or --update.')
    const params = { name }
    const query = { folder: optionalText(folder), ...toDisturbQuery(disturb) }
    const accepted =
      source === undefined
        ? await session.client.deployInstance({ params, query, body: { again: true, ...(update === true ? { update } : {}) } })
        : await session.client.deployInstance({ params, query, ...showProgress(await openSource(source, terminal.cwd), terminal) })
    await finish(session, accepted, {
      wait: wait !== false,
      told: async () => (await session.client.showInstance({ params })).url,
    })
  })
}
