import { ask } from './ask.ts'
import { readStdin, type Terminal } from './terminal.ts'

/** From the keyboard, unseen, or from standard input. */
export async function readSecret(terminal: Terminal, prompt: string): Promise<string> {
  if (!terminal.stdin.isTTY) return (await readStdin(terminal)).trim()
  return await ask(terminal, prompt, { unseen: true })
}
