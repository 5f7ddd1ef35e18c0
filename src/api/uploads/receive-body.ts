import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isManagerError, ManagerError } from '../../domain/error.ts'
import { saysDiskFull } from '../../lib/disk-full.ts'
import { tooLarge } from './assert-may-come.ts'

interface Reception {
  /** A new file, for this account alone. */
  readonly file: string
  readonly maxPushMib: number
  readonly silenceMs: number
}

/** Writes a request's body into a file as it comes. @throws ManagerError `too_large`, `cancelled` (it broke off), `deadline` (nothing came any more) */
export async function receiveBody(body: Readable, { file, maxPushMib, silenceMs }: Reception): Promise<void> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), silenceMs)
  try {
    await pipeline(
      body,
      (chunks: AsyncIterable<Buffer>) => counted(chunks, maxPushMib, timer),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
      {
        signal: silence.signal,
      },
    )
  } catch (error) {
    throw toUploadError(error, silence.signal.aborted)
  } finally {
    clearTimeout(timer)
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, maxPushMib: number, timer: NodeJS.Timeout): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of chunks) {
    timer.refresh()
    bytes += chunk.length
    if (bytes > maxPushMib * 1024 ** 2) throw tooLarge(maxPushMib)
    yield chunk
  }
}

function toUploadError(error: unknown, isSilent: boolean): unknown {
  if (isSilent)
    return new ManagerError('deadline', 'The upload stopped half-way: nothing came any more. Nothing was changed; upload again.')
  if (isManagerError(error) || (error instanceof Error && saysDiskFull(error.message))) return error
  return new ManagerError('cancelled', 'The upload broke off before its end. Nothing was changed; upload again.', {}, { cause: error })
}
