import { Readable } from 'node:stream'
import type { ApiDeps } from './api-deps.ts'
import type { Endpoint } from './contract/endpoint.ts'
import type { Call } from './handler.ts'
import { whileAllowed } from './while-allowed.ts'

/** Text, or its bytes in UTF-8. */
type TextPart = string | Uint8Array

/** One who reads for as long as there is something, and by which endpoint. */
type Reader = Pick<Call<Endpoint>, 'caller' | 'sessionId' | 'request' | 'reply'> & { readonly endpoint: Endpoint }

/** Sends text as it comes, as slowly as the reader reads, until they may not read it any more. `make` is told when that is so, and when they have gone. */
export function toTextStream(deps: ApiDeps, reader: Reader, make: (signal: AbortSignal) => AsyncIterable<TextPart>): Readable {
  const gone = new AbortController()
  const { raw } = reader.reply
  if (raw.destroyed) gone.abort()
  raw.once('close', () => gone.abort())
  const signal = whileAllowed(deps, { ...reader, gone: gone.signal })
  return Readable.from(until(signal, make(signal)), { objectMode: false, highWaterMark: 64 * 1024 })
}

/** What was already read ahead is not sent after the signal. */
async function* until(signal: AbortSignal, parts: AsyncIterable<TextPart>): AsyncGenerator<TextPart> {
  for await (const part of parts) {
    if (signal.aborted) return
    yield part
  }
}

/** Lines with their ends. */
export async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield line.endsWith('\n') ? line : `${line}\n`
}
