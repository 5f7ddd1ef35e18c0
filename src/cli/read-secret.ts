import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { readStdin, type Terminal } from './terminal.ts'

/** From the keyboard, unseen, or from standard input. */
export async function readSecret(terminal: Terminal, prompt: string): Promise<string> {
  if (!terminal.stdin.isTTY) return (await readStdin(terminal)).trim()
  terminal.stderr.write(prompt)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: terminal.stdin, output: unseen, terminal: true })
  try {
    return (await reader.question('', { signal: terminal.signal })).trim()
  } finally {
    reader.close()
    terminal.stderr.write('\n')
  }
}
