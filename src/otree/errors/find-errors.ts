import type { ErrorGroups } from '../../domain/error-group.ts'
import { BoundedLines } from './bounded-lines.ts'
import { Groups } from './groups.ts'
import { type Frame, toProjectFrame } from './project-frame.ts'
import { readLogLine, type Who } from './traceback-lines.ts'

/** Of a traceback the first lines and the last ones are kept. */
const [mostHead, mostTail] = [30, 60]
const mostFrames = 400
const mostMoreLines = 20

/** One that is being read. */
interface Traceback {
  readonly at: string | null
  readonly page: string | null
  readonly who: Who | null
  head: string[]
  tail: string[]
  leftOut: number
  frames: Frame[]
  /** How many lines its message may go on for. */
  moreLines: number
  /** Once it is there, the traceback is whole, unless another one follows that it led to. */
  end: { readonly type: string; readonly message: string } | null
}

/** Finds the tracebacks in what an instance prints, and puts together those that are the same. What is read is hostile: it takes bounded memory and time in
 * proportion to the text, whatever is in it; forged tracebacks are counted as what they seem to be. */
export class ErrorFinder {
  readonly #lines = new BoundedLines()
  readonly #groups = new Groups()
  #open: Traceback | null = null
  /** The record before, to which a traceback belongs that follows at once. */
  #record: Pick<Traceback, 'at' | 'page' | 'who'> = { at: null, page: null, who: null }
  #sawChain = false

  push(text: string): void {
    for (const line of this.#lines.push(text)) this.#take(line)
  }

  /** What was found. More may be pushed afterwards. */
  read(): ErrorGroups {
    for (const line of this.#lines.end()) this.#take(line)
    this.#close()
    return this.#groups.toList()
  }

  #take(line: string): void {
    const open = this.#open
    const read = readLogLine(line)
    if (read.kind === 'begin') this.#begin()
    else if (read.kind === 'record') this.#note(read)
    else if (!open) this.#forget(read.kind)
    else if (open.end) this.#after(open, line, read.kind)
    else if (read.kind === 'exception') this.#end(open, line, read)
    else if (read.kind === 'other')
      this.#open = null // not what it began to look like
    else this.#add(open, line, read.kind === 'frame' ? read : null)
  }

  #begin(): void {
    const open = this.#open
    if (open?.end && this.#sawChain) Object.assign(open, { end: null, frames: [] })
    else {
      this.#close()
      this.#open = { ...this.#record, head: [], tail: [], leftOut: 0, frames: [], moreLines: 0, end: null }
    }
    this.#sawChain = false
    if (this.#open) this.#add(this.#open, 'Traceback (most recent call last):', null)
  }

  /** A traceback that comes later, after other lines, happened at the time of the record, but perhaps to somebody else. */
  #note({ at, page, who }: Pick<Traceback, 'at' | 'page' | 'who'>): void {
    this.#close()
    this.#record = { at, page, who }
  }

  #forget(kind: string): void {
    if (kind !== 'blank') this.#record = { ...this.#record, page: null, who: null }
  }

  #end(open: Traceback, line: string, { type, message }: { type: string; message: string }): void {
    this.#add(open, line, null)
    Object.assign(open, { end: { type, message }, moreLines: mostMoreLines })
  }

  /** A message may have several lines. Between a traceback and the one that it led to stand a blank line and a sentence. */
  #after(open: Traceback, line: string, kind: string): void {
    if (kind === 'chain') this.#sawChain = true
    open.moreLines = kind === 'blank' || kind === 'chain' ? 0 : open.moreLines - 1
    if (open.moreLines < 0) this.#close()
    else this.#add(open, line, null)
  }

  #add(open: Traceback, line: string, frame: Frame | null): void {
    if (open.head.length < mostHead) open.head.push(line)
    else open.tail.push(line)
    if (open.tail.length > mostTail) {
      open.tail.shift()
      open.leftOut++
    }
    if (frame && open.frames.length < mostFrames) open.frames.push(frame)
    else if (frame) open.frames[mostFrames - 1] = frame
  }

  #close(): void {
    const open = this.#open
    this.#open = null
    this.#sawChain = false
    if (!open?.end) return
    const { at, page, who, end, frames, head, leftOut, tail } = open
    const left = leftOut > 0 ? [`  … ${leftOut} lines are left out …`] : []
    this.#groups.add({ ...end, at, page, who, frame: toProjectFrame(frames), traceback: [...head, ...left, ...tail].join('\n').trimEnd() })
  }
}
