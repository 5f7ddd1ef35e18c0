import type { OperationAccepted } from '../../../src/api/contract/operation.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { FileToSend } from '../../api/send-file.ts'
import { m } from '../../i18n/messages.ts'
import { toContentType } from './archive-kind.ts'
import { findFault, isSource } from './find-fault.ts'
import { packTar } from './pack-tar.ts'
import type { OnFile } from './read-given.ts'
import { type Given, type Source, toFiles } from './source.ts'
import { idle, isUnderWay, type UploadState } from './upload-state.ts'

interface UploadParts {
  readonly maxMib: number
  /** The folder that the server takes for the project if none is named; null: the top. */
  readonly projectFolder: () => string | null
  /** `folder`: which one is the project; undefined: as the server remembers it. `disturb`: although people play. */
  readonly send: (file: FileToSend, how: { readonly folder: string | undefined; readonly disturb: boolean }) => Promise<OperationAccepted>
  readonly onState: (state: UploadState) => void
  readonly onAccepted: (operationId: string, source: Source) => void
}

/** What can be asked of an upload. */
export interface Upload {
  /** Reads what was given, checks it, and sends it. Ignored while another one is under way. */
  offer(read: (onFile: OnFile) => Promise<Given>): void
  /** Sends it with one of its folders as the project; `.` is the top. Ignored while another one is under way. */
  sendFolder(source: Source, folder: string): void
  cancel(): void
  /** Sends the same once more; with `disturb` although people play. */
  retry(disturb?: boolean): void
  dismiss(): void
  /** Says why what was given is not even looked at. What is under way goes on. */
  refuse(sentence: string): void
}

/** An upload from what was dropped to the server's answer. Each beginning makes what was before it obsolete. */
export class UploadRun implements Upload {
  readonly #parts: UploadParts
  #state: UploadState = idle
  #abort = new AbortController()
  #note: string | null = null
  #folder: string | undefined
  #disturb = false

  constructor(parts: UploadParts) {
    this.#parts = parts
  }

  offer(read: (onFile: OnFile) => Promise<Given>): void {
    if (isUnderWay(this.#state)) return
    this.#folder = undefined
    this.#disturb = false
    void this.#offer(read)
  }

  sendFolder(source: Source, folder: string): void {
    if (isUnderWay(this.#state)) return
    this.#folder = folder
    this.#disturb = false
    void this.#send(source, this.#begin())
  }

  retry(disturb = false): void {
    this.#disturb = disturb
    if (this.#state.step === 'failed' || this.#state.step === 'cancelled') void this.#send(this.#state.source, this.#begin())
  }

  cancel(): void {
    const before = this.#state
    this.#abort.abort()
    if (before.step === 'sending') this.#set({ step: 'cancelled', source: before.source })
    else if (before.step === 'reading') this.#set(idle)
  }

  dismiss(): void {
    if (!isUnderWay(this.#state)) this.#set(idle)
  }

  refuse(sentence: string): void {
    this.#note = sentence
    if (this.#state.step === 'sending') this.#set({ ...this.#state, note: sentence })
    else if (this.#state.step !== 'reading') this.#set({ step: 'refused', fault: { sentence } })
  }

  async #offer(read: (onFile: OnFile) => Promise<Given>): Promise<void> {
    const signal = this.#begin()
    const set = (state: UploadState): void => this.#setUnless(signal, state)
    const { maxMib, projectFolder } = this.#parts
    let files = 0
    set({ step: 'reading', files })
    try {
      const given = await read(() => set({ step: 'reading', files: ++files }))
      const fault = await findFault(given, { maxMib, projectFolder: projectFolder() })
      if (signal.aborted) return
      if (fault === null && isSource(given)) await this.#send(given, signal)
      else set({ step: 'refused', fault: fault ?? { sentence: m.upload.faults.nothing } })
    } catch {
      set({ step: 'refused', fault: { sentence: m.upload.unreadable } })
    }
  }

  async #send(source: Source, signal: AbortSignal): Promise<void> {
    const file = source.kind === 'folder' ? packTar(source.files) : source.file
    const contentType = source.kind === 'folder' ? 'application/x-tar' : toContentType(source.name)
    const onProgress = (sentBytes: number): void =>
      this.#setUnless(signal, { step: 'sending', source, sentBytes, totalBytes: file.size, note: this.#note })
    onProgress(0)
    try {
      const { operation } = await this.#parts.send(
        { file, contentType, onProgress, signal },
        { folder: this.#folder, disturb: this.#disturb },
      )
      if (signal.aborted) return
      this.#set(idle)
      this.#parts.onAccepted(operation.id, source)
    } catch (error) {
      const sentence = isLost(error) ? await findUnreadable(source) : null
      this.#setUnless(signal, sentence === null ? { step: 'failed', source, error } : { step: 'refused', fault: { sentence } })
    }
  }

  #begin(): AbortSignal {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#note = null
    return this.#abort.signal
  }

  #setUnless({ aborted }: AbortSignal, state: UploadState): void {
    if (!aborted) this.#set(state)
  }

  #set(state: UploadState): void {
    this.#state = state
    this.#parts.onState(state)
  }
}

const isLost = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0

/** A file that changes while it is sent ends the request just as a lost connection does; the browser does not tell the two apart. */
async function findUnreadable(source: Source): Promise<string | null> {
  for (const { path, file } of toFiles(source)) {
    const readable = await file
      .slice(0, 1)
      .arrayBuffer()
      .then(Boolean, () => false)
    if (!readable) return m.upload.unreadableFile(path)
  }
  return null
}
