import { open, readFile } from 'node:fs/promises'
import { readSlot, type Slot, slotBytes, writeSlot } from './slot.ts'

/** A ring of slots in a file: which place a slot has follows from its time, and the time in it says whether the place was written in this round. */
export interface Ring {
  readonly name: 'fine' | 'coarse'
  readonly stepSeconds: number
  readonly slots: number
  /** Where it begins in the file. */
  readonly offset: number
}

const fine: Ring = { name: 'fine', stepSeconds: 15, slots: 4 * 60 + 8, offset: 0 }
const coarse: Ring = { name: 'coarse', stepSeconds: 300, slots: 12 * 24 * 7 + 12, offset: fine.slots * slotBytes }

/** Every 15 seconds for an hour, every five minutes for a week. */
export const rings = { fine, coarse } as const

/** The most that a file has, whatever happens. */
export const slotFileBytes = coarse.offset + coarse.slots * slotBytes

export const toStart = ({ stepSeconds }: Ring, seconds: number): number => Math.floor(seconds / stepSeconds) * stepSeconds

const placeOf = (ring: Ring, at: number): number => ring.offset + (Math.floor(at / ring.stepSeconds) % ring.slots) * slotBytes

/** Writes slots to their places. Nothing waits for the disk: after a power cut the last ones may be missing. */
export async function writeSlots(file: string, slots: readonly (readonly [Ring, Slot])[]): Promise<void> {
  const handle = await open(file, 'r+').catch(() => open(file, 'w+', 0o600))
  try {
    for (const [ring, slot] of slots) await handle.write(writeSlot(slot), 0, slotBytes, placeOf(ring, slot.at))
  } finally {
    await handle.close()
  }
}

/** What was measured from one time on until before another one (seconds since 1970), oldest first. */
export async function readSlots(file: string, ring: Ring, { from, until }: { from: number; until: number }): Promise<readonly Slot[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  const found: Slot[] = []
  for (let at = toStart(ring, from); at < until; at += ring.stepSeconds) {
    const place = placeOf(ring, at)
    if (place + slotBytes > bytes.length) continue
    const slot = readSlot(bytes, place)
    if (slot.at === at) found.push(slot)
  }
  return found
}
