import type { Header } from 'tar-stream'
import { tooDescriptive } from './archive-errors.ts'

const mostBytes = 64 * 1024
const mostProperties = 100

/** Keeps what describes the entries of a tar archive (long names, pax headers) short. Whoever reads the archive handles descriptions whole and at once, and
 * adds those that hold for all entries to each one anew: a megabyte of them would keep the manager busy for hours. */
export class TarDescriptions {
  /** Where the last entry ends; what is behind it describes the next one. */
  #end = 0

  /** An entry begins before the archive's byte `at`. */
  note(at: number, size: number): void {
    this.#end = at + size
  }

  /** @param at how far the archive was read @throws ManagerError `invalid_input` */
  assertShort(at: number): void {
    if (at - this.#end > mostBytes) throw tooDescriptive()
  }
}

/** @throws ManagerError `invalid_input` */
export function assertFewProperties({ pax }: Header): void {
  if (Object.keys(pax ?? {}).length > mostProperties) throw tooDescriptive()
}
