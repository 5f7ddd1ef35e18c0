import type { Readable, Writable } from 'node:stream'

/** Whoever a git speaks with: the channel of an SSH connection, or an HTTP request with its answer. */
export interface GitPeer {
  /** What the client sends. */
  readonly input: Readable
  /** Takes what git prints. */
  readonly output: Writable
  /** Takes what git complains about; null: nobody reads that. */
  readonly complaints: Writable | null
  /** Shows a sentence to whoever sits at the client. */
  say(sentence: string): void
  /** Nothing more comes: git goes on alone, or ends. */
  letGo(): void
  /** Aborted when the client is gone. */
  readonly gone: AbortSignal
}
