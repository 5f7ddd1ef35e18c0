import type { Slot } from './slot.ts'

/** Nothing is known. */
export const unmeasured: Omit<Slot, 'at'> = {
  seconds: Number.NaN,
  participants: Number.NaN,
  requests: Number.NaN,
  errors: Number.NaN,
  p50Ms: Number.NaN,
  p95Ms: Number.NaN,
  cpuSeconds: Number.NaN,
  cpuOver: Number.NaN,
  memoryMib: Number.NaN,
}
