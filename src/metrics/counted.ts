import type { Activity } from '../domain/gateway.ts'
import { type ResponseTimes, toQuantile } from '../domain/response-times.ts'
import type { Slot } from './slot.ts'

/** What happened between two looks at the gateway. */
export interface Counted {
  readonly requests: number
  readonly errors: number
  readonly times: ResponseTimes
}

/** What one look found, and the times that its quantiles are made of. */
export interface Measurement {
  readonly facts: Partial<Slot>
  readonly times: ResponseTimes
}

type Counters = Pick<Activity, 'requests' | 'errors' | 'times'>

/** The difference of two looks. A gateway that was started anew counts from nothing. Pure. */
export function toCounted(before: Counters, now: Counters): Counted {
  const isNew = now.requests < before.requests || now.errors < before.errors
  const from = isNew ? { requests: 0, errors: 0, times: [] } : before
  const { times = [] } = now
  return {
    requests: now.requests - from.requests,
    errors: now.errors - from.errors,
    times: times.map((count, index) => Math.max(0, count - (from.times?.[index] ?? 0))),
  }
}

export const toTimesOfSlot = (times: ResponseTimes): { p50Ms: number; p95Ms: number } => ({
  p50Ms: toQuantile(times, 0.5) ?? Number.NaN,
  p95Ms: toQuantile(times, 0.95) ?? Number.NaN,
})
