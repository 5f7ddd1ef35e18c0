import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Sends text as it comes, as slowly as the reader reads; `make` is told when the reader has gone. */
export function toTextStream(reply: FastifyReply, make: (signal: AbortSignal) => AsyncIterable<string>): Readable {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return Readable.from(make(controller.signal), { objectMode: false, highWaterMark: 64 * 1024 })
}

/** Lines with their ends. */
export async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield line.endsWith('\n') ? line : `${line}\n`
}
