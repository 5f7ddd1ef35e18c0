import { presentNameHeader } from '../api/contract/endpoints.ts'
import { type Client, createClient } from '../client/client.ts'
import { nodeTransport } from '../client/node-transport.ts'
import type { Transport } from '../client/transport.ts'
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
  const say = (text: string): void => {
    if (!json) terminal.stderr.write(`${text}\n`)
  }
  return {
    terminal,
    client: createClient(noticing(nodeTransport(place), say), () => token),
    json,
    paint,
    show: (data, forPeople) => write(json ? JSON.stringify(data, null, 2) : forPeople()),
    say,
  }
}

/** Says once when something was asked for by a name that it does not have any more. */
function noticing(transport: Transport, say: Session['say']): Transport {
  let isSaid = false
  return async (request) => {
    const answer = await transport(request)
    const name = answer.headers?.[presentNameHeader]
    if (typeof name === 'string' && !isSaid) say(`This instance is called "${name}" now. Its former name is found for 30 days only.`)
    isSaid ||= name !== undefined
    return answer
  }
}
