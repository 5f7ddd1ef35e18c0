/** What was measured in one interval. NaN: not measured. */
export interface Slot {
  /** Seconds since 1970 at which it begins. */
  readonly at: number
  /** Over how many seconds requests were counted. */
  readonly seconds: number
  readonly participants: number
  readonly requests: number
  readonly errors: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly cpuSeconds: number
  /** Over how many seconds the CPU seconds were spent. */
  readonly cpuOver: number
  readonly memoryMib: number
}

const fields = ['seconds', 'participants', 'requests', 'errors', 'p50Ms', 'p95Ms', 'cpuSeconds', 'cpuOver', 'memoryMib'] as const

export const slotBytes = 4 * (1 + fields.length)

export function writeSlot(slot: Slot): Buffer {
  const bytes = Buffer.alloc(slotBytes)
  bytes.writeUInt32LE(slot.at)
  for (const [index, field] of fields.entries()) bytes.writeFloatLE(slot[field], 4 * (index + 1))
  return bytes
}

export function readSlot(bytes: Buffer, offset: number): Slot {
  const values = fields.map((field, index) => [field, bytes.readFloatLE(offset + 4 * (index + 1))])
  return { at: bytes.readUInt32LE(offset), ...Object.fromEntries(values) } as Slot
}

/** Two intervals as one that begins at `at`. Pure. Times of answers are weighed by how many there were, which is near enough for a chart. */
export const mergeSlots = (at: number, one: Slot, other: Slot): Slot => ({
  at,
  seconds: add(one.seconds, other.seconds),
  participants: larger(one.participants, other.participants),
  requests: add(one.requests, other.requests),
  errors: add(one.errors, other.errors),
  p50Ms: weigh(one.p50Ms, other.p50Ms, { one: one.requests, other: other.requests }),
  p95Ms: weigh(one.p95Ms, other.p95Ms, { one: one.requests, other: other.requests }),
  cpuSeconds: add(one.cpuSeconds, other.cpuSeconds),
  cpuOver: add(one.cpuOver, other.cpuOver),
  memoryMib: larger(one.memoryMib, other.memoryMib),
})

const add = (one: number, other: number): number => known(one, other, one + other)

const larger = (one: number, other: number): number => known(one, other, Math.max(one, other))

function weigh(one: number, other: number, weights: { readonly one: number; readonly other: number }): number {
  const total = weights.one + weights.other
  return known(one, other, total > 0 ? (one * weights.one + other * weights.other) / total : Math.max(one, other))
}

/** Where only one is known, that one counts. */
const known = (one: number, other: number, both: number): number => (Number.isNaN(one) ? other : Number.isNaN(other) ? one : both)
