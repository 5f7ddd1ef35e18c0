import { statSync } from 'node:fs'
import { appendFile, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'
import type { Logger } from '../lib/logger.ts'

export const operationLogFile = (dataDir: string, id: string): string => join(dataDir, 'log', 'operations', `${id}.log`)

interface LogOptions {
  readonly maxBytes?: number
  /** Called after the file grew. */
  readonly onGrowth: () => void
  readonly logger: Logger
}

const defaultMaxBytes = 4 * 1024 * 1024
const maxLineLength = 8192

/** The log of one operation: lines are gathered and appended in order; whoever follows is woken. */
export class OperationLog {
  readonly #file: string
  readonly #options: LogOptions
  #size: number
  #full = false
  #pending = ''
  #writing: Promise<void> = Promise.resolve()
  #changed = Promise.withResolvers<void>()
  #closed = false

  constructor(file: string, options: LogOptions) {
    this.#file = file
    this.#options = options
    this.#size = sizeOf(file)
  }

  /** A line from a program; dropped once the log is full. */
  write(line: string): void {
    if (this.#full) return
    if (this.#size > (this.#options.maxBytes ?? defaultMaxBytes)) {
      this.#full = true
      this.note('… The log is full; what follows is left out.')
    } else {
      this.note(line)
    }
  }

  /** A line of the operation itself, which also a full log takes. */
  note(line: string): void {
    const text = `${toPlainLine(line)}\n`
    this.#size += Buffer.byteLength(text)
    if (this.#pending === '') this.#writing = this.#writing.then(() => this.#append())
    this.#pending += text
  }

  /** Resolves when everything so far is in the file. */
  flush(): Promise<void> {
    return this.#writing
  }

  async close(): Promise<void> {
    await this.flush()
    this.#closed = true
    this.#wake()
  }

  /** Gives the file from a byte on, and what is added until the log is closed or `signal` aborts. */
  async *follow(fromByte: number, signal: AbortSignal): AsyncGenerator<string> {
    const decoder = new StringDecoder('utf8')
    let position = fromByte
    const end = aborted(signal)
    while (!signal.aborted) {
      const { changed, closed } = { changed: this.#changed.promise, closed: this.#closed }
      for await (const chunk of readFrom(this.#file, position)) {
        position += chunk.length
        yield decoder.write(chunk)
      }
      if (closed) return
      await Promise.race([changed, end])
    }
  }

  async #append(): Promise<void> {
    const text = this.#pending
    this.#pending = ''
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 })
      await appendFile(this.#file, text, { mode: 0o600 })
    } catch (error) {
      this.#options.logger.warn({ err: error, file: this.#file }, 'The log of an operation cannot be written.')
    }
    this.#wake()
    this.#options.onGrowth()
  }

  #wake(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

/** The log of an operation that ended. */
export async function* readLog(file: string, fromByte: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  for await (const chunk of readFrom(file, fromByte)) yield decoder.write(chunk)
}

async function* readFrom(file: string, position: number): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return
  yield* handle.createReadStream({ start: position })
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

/** What programs print goes to people's terminals: no control characters, no endless lines. */
const toPlainLine = (line: string): string => stripVTControlCharacters(line.slice(0, maxLineLength)).replaceAll(/[^\P{Cc}\t]/gu, '')

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
