import { type Register, run } from '../command.ts'

export const health: Register = (program, terminal) => {
  const command = program.command('health').description('who is told when something is wrong with the installation')
  tell(command, terminal)
}

const tell: Register = (command, terminal) => {
  const words = command.command('tell').description('send a test message to the web hook, and say what it answers')
  run(words, terminal, async (session) => {
    const told = await session.client.tellHealth()
    session.show(told, () => `The web hook at ${told.host} has taken a message: ${told.answer}`)
  })
}
