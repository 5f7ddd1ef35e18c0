import { ManagerError } from '../domain/error.ts'
import { ask } from './ask.ts'
import type { Terminal } from './terminal.ts'

/** Lets a person at a terminal type the instance's name before something is done to it; scripts are not asked.
 * @param consequence  what will be done, e.g. `All its sessions and data are deleted.`
 * @throws ManagerError `cancelled` when something else is typed */
export async function confirmByName(terminal: Terminal, name: string, consequence: string): Promise<void> {
  if (!terminal.stdin.isTTY) return
  const typed = await ask(terminal, `${consequence}\nType the name of the instance, ${name}, to go on: `)
  if (typed === name) return
  throw new ManagerError('cancelled', `Nothing was done: the name that was typed is not "${name}".`)
}
