import type { MetricsPoint, MetricsRange } from '../domain/metrics.ts'
import { mergeSlots, type Slot } from './slot.ts'
import { type Ring, rings } from './slot-file.ts'

/** From where a range is read, and how it is shown. */
export interface RangePlan {
  readonly ring: Ring
  readonly seconds: number
  /** A hundred or so make a chart. */
  readonly stepSeconds: number
}

export const rangePlans: Readonly<Record<MetricsRange, RangePlan>> = {
  hour: { ring: rings.fine, seconds: 3600, stepSeconds: 30 },
  day: { ring: rings.coarse, seconds: 24 * 3600, stepSeconds: 900 },
  week: { ring: rings.coarse, seconds: 7 * 24 * 3600, stepSeconds: 3600 },
}

/** The steps of a range that ends now; the one that has only begun is not in it. */
export function toSpan({ seconds, stepSeconds }: RangePlan, now: number): { from: number; until: number } {
  const until = Math.floor(now / stepSeconds) * stepSeconds
  return { from: until - seconds, until }
}

/** One point for each step, also where nothing was measured; none at all when nothing was measured anywhere. Pure. */
export function toPoints(
  { stepSeconds }: RangePlan,
  { from, until }: { from: number; until: number },
  slots: readonly Slot[],
): MetricsPoint[] {
  if (slots.length === 0) return []
  const merged = new Map<number, Slot>()
  for (const slot of slots) {
    const at = Math.floor(slot.at / stepSeconds) * stepSeconds
    const before = merged.get(at)
    merged.set(at, before ? mergeSlots(at, before, slot) : slot)
  }
  const points: MetricsPoint[] = []
  for (let at = from; at < until; at += stepSeconds) points.push(toPoint(at, merged.get(at)))
  return points
}

function toPoint(at: number, slot: Slot | undefined): MetricsPoint {
  const { seconds = Number.NaN, requests = Number.NaN, cpuSeconds = Number.NaN, cpuOver = Number.NaN } = slot ?? {}
  return {
    at: new Date(at * 1000).toISOString(),
    participants: toValue(slot?.participants),
    requestsPerMinute: toValue((requests / seconds) * 60),
    errors: toValue(slot?.errors),
    p50Ms: toValue(slot?.p50Ms),
    p95Ms: toValue(slot?.p95Ms),
    cpuPercent: toValue((cpuSeconds / cpuOver) * 100),
    memoryMib: toValue(slot?.memoryMib),
  }
}

const toValue = (value = Number.NaN): number | null => (Number.isFinite(value) ? Math.round(value * 10) / 10 : null)
