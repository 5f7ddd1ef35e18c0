import type { ByteStream } from '../../client/transport.ts'
import type { Terminal } from '../terminal.ts'
import type { Source } from './open-source.ts'

/** The same source, which tells on a terminal how much of it was sent; in a script it tells nothing. */
export function showProgress(source: Source, { stderr }: Pick<Terminal, 'stderr'>): Source {
  if (!stderr.isTTY) return source
  if ('tar' in source) return { tar: counted(source.tar, null, stderr) }
  const { bytes, content } = source.archive
  return { archive: { bytes, content: counted(content, bytes, stderr) } }
}

const intervalMs = 100
const clearLine = '\r\u001b[K'

async function* counted(content: ByteStream, total: number | null, stderr: Terminal['stderr']): AsyncGenerator<Uint8Array> {
  let sent = 0
  let shownAt = 0
  try {
    for await (const chunk of content) {
      yield chunk
      sent += chunk.length
      if (performance.now() - shownAt < intervalMs) continue
      shownAt = performance.now()
      stderr.write(clearLine + describe(sent, total))
    }
  } finally {
    stderr.write(clearLine)
  }
}

/** e.g. `Uploading: 12.5 of 40.0 MiB (31 %)` */
function describe(sent: number, total: number | null): string {
  if (total === null) return `Uploading: ${toMib(sent)} MiB`
  return `Uploading: ${toMib(sent)} of ${toMib(total)} MiB (${Math.floor((sent / total) * 100)} %)`
}

const toMib = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1)
