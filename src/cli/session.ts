import { type Client, createClient } from '../client/client.ts'
import { nodeTransport } from '../client/node-transport.ts'
import { findPlace } from './place.ts'
import { type Paint, painter } from './style.ts'
import type { Terminal } from './terminal.ts'

/** What a command works with. */
export interface Session {
  readonly terminal: Terminal
  readonly client: Client
  readonly json: boolean
  readonly paint: Paint
  /** Prints for scripts with `--json`, else for people. */
  show(data: unknown, forPeople: () => string): void
  /** A line for people about how it goes, beside the output; nothing with `--json`. */
  say(text: string): void
}

export function openSession(terminal: Terminal, { json = false }: { readonly json?: boolean | undefined }): Session {
  const { place, token } = findPlace(terminal.env)
  const paint = painter(terminal)
  const write = (text: string): void => {
    terminal.stdout.write(`${text}\n`)
  }
  return {
    terminal,
    client: createClient(nodeTransport(place), () => token),
    json,
    paint,
    show: (data, forPeople) => write(json ? JSON.stringify(data, null, 2) : forPeople()),
    say: (text) => {
      if (!json) terminal.stderr.write(`${text}\n`)
    },
  }
}
