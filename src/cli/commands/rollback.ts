import { type Register, run } from '../command.ts'
import { disturbOption, toDisturbQuery } from '../disturb.ts'
import { finish } from '../wait-for-operation.ts'

export const rollback: Register = (program, terminal) => {
  const words = program
    .command('rollback <name> <deployment>')
    .description('deploy an earlier deployment of an instance again, with the versions that it ran with; "otm deployments" lists them')
    .option(...disturbOption)
    .option('--no-wait', 'do not wait until it is done')
  run(words, terminal, async (session, [name = '', deployment = ''], { disturb, wait }) => {
    const params = { name }
    const accepted = await session.client.deployInstance({ params, query: toDisturbQuery(disturb), body: { again: true, deployment } })
    await finish(session, accepted, {
      wait: wait !== false,
      told: async () => (await session.client.showInstance({ params })).url,
    })
  })
}
