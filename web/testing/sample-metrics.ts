import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Slot } from '../../src/metrics/slot.ts'
import { type Ring, rings, toStart, writeSlots } from '../../src/metrics/slot-file.ts'

/** A week of an instance, or of the machine, with a session each afternoon, one of them going on now, and a quarter of an hour in which nothing was measured. */
export async function writeSampleMetrics(dataDir: string, file: string, now = Date.now() / 1000): Promise<void> {
  await mkdir(join(dataDir, 'metrics'), { recursive: true })
  const slots = [...slotsOf(rings.fine, now, 3600), ...slotsOf(rings.coarse, now, 7 * 24 * 3600)]
  await writeSlots(join(dataDir, 'metrics', file), slots)
}

function slotsOf(ring: Ring, now: number, seconds: number): [Ring, Slot][] {
  const times = Array.from({ length: Math.floor(seconds / ring.stepSeconds) }, (_, index) => toStart(ring, now) - index * ring.stepSeconds)
  return times
    .filter((at) => now - at < 1500 || now - at > 2400)
    .map((at) => [ring, toSlot(at, ring.stepSeconds, (now - at) % (24 * 3600))])
}

/** More people the nearer to the hour of now, on each day. */
function toSlot(at: number, seconds: number, ago: number): Slot {
  const participants = ago < 5400 ? Math.round(24 - ago / 300) : 0
  const wave = 1 + Math.sin(at / 180) / 3
  return {
    at,
    seconds,
    participants,
    requests: Math.round((participants * wave * seconds) / 12 + seconds / 30),
    errors: participants > 0 && Math.floor(at / 15) % 37 === 0 ? 1 : 0,
    p50Ms: (14 + participants) * wave,
    p95Ms: (60 + participants * 9) * wave,
    cpuSeconds: (seconds * (1 + participants * wave * 1.6)) / 100,
    cpuOver: seconds,
    memoryMib: 78 + participants * 1.4,
  }
}
