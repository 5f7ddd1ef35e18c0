import { WebSocket } from 'ws'
import type { LiveEvent } from '../../src/api/contract/live.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type LiveSocket, openLive } from '../../web/live/live-connection.ts'

/** When, since this process began, a window heard of a change, and had what is new. */
export interface Heard {
  readonly heardMs: number
  readonly hasMs: number
}

/** What a window of the dashboard does without showing it: it listens by the pages' own client, and fetches again what an event names. */
export interface Window {
  /** Resolves when the window has an instance whose label is this one. */
  until(label: string): Promise<Heard>
  close(): void
}

export interface WindowPlace {
  readonly socketUrl: string
  readonly instanceUrl: string
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly token: string
}

interface Waiting {
  readonly label: string
  readonly resolve: (heard: Heard) => void
  heardMs: number | null
}

/** @returns once it listens */
export async function openWindow({ socketUrl, instanceUrl, name, headers, token }: WindowPlace): Promise<Window> {
  let waiting: Waiting | null = null
  let isListening = false
  const take = async (event: LiveEvent): Promise<void> => {
    isListening = true
    const change = waiting
    if (!change || !concerns(event, name)) return
    change.heardMs ??= performance.now()
    const answer = (await (await fetch(instanceUrl, { headers })).json()) as { readonly labels?: readonly string[] }
    if (answer.labels?.includes(change.label)) change.resolve({ heardMs: change.heardMs, hasMs: performance.now() })
  }
  const { origin } = new URL(instanceUrl)
  const connection = openLive({
    open: () => new WebSocket(socketUrl, { headers: { origin } }) as unknown as LiveSocket,
    token: () => token,
    onEvent: (event) => void take(event),
    onState: () => undefined,
    onSignedOut: () => {
      throw new Error('A window of the bench is not signed in.')
    },
  })
  await waitUntil('the window listens', () => isListening)
  return {
    until: (label) => {
      const { promise, resolve } = Promise.withResolvers<Heard>()
      waiting = { label, resolve, heardMs: null }
      return promise
    },
    close: () => connection.close(),
  }
}

/** What happened while the manager looked up who listens is told as "everything". */
const concerns = (event: LiveEvent, name: string): boolean =>
  event.topic === 'everything' || (event.topic === 'instance' && event.name === name)
