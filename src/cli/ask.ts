import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Terminal } from './terminal.ts'

/** One line from the keyboard; empty when the input ends instead. @param unseen  what is typed is not shown */
export async function ask({ stdin, stderr, signal }: Terminal, prompt: string, { unseen = false } = {}): Promise<string> {
  stderr.write(prompt)
  const output = unseen ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr
  const reader = createInterface({ input: stdin, output, terminal: true })
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('')))
  try {
    return (await Promise.race([reader.question('', { signal }), ended])).trim()
  } finally {
    reader.close()
    if (unseen) stderr.write('\n')
  }
}
