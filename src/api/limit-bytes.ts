import { Readable } from 'node:stream'
import { ManagerError } from '../domain/error.ts'

/** The same stream, which fails with `too_large` after `maxMib`; nothing is gathered. */
export function limitBytes(source: Readable, maxMib: number): Readable {
  return Readable.from(counted(source, maxMib), { objectMode: false })
}

async function* counted(source: Readable, maxMib: number): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxMib * 1024 * 1024) {
      throw new ManagerError(
        'too_large',
        `The upload is larger than ${maxMib} MiB. Leave out what the experiment does not need (videos, data, virtual environments).`,
      )
    }
    yield chunk
  }
}
