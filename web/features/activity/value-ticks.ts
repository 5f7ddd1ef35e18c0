/** What a chart shows: whole things, parts of a limit of 100 %, sizes in MiB, or any other amount. */
export type ValueKind = 'count' | 'percent' | 'mebibytes' | 'amount'

/** At most so many parts between the lowest tick and the highest. */
const mostParts = 4
/** What is measured of a full processor is now and then a little more than it. */
const aboutFull = 105

/** Round values for the axis of a chart, from 0 to at least `max`: steps of 1, 2 or 5 × 10ⁿ, of a limit in percent also 25, of sizes powers of two. None is below 1,
 * so that no tick has a fraction. Pure. */
export function toValueTicks(max: number, kind: ValueKind): readonly number[] {
  const top = kind === 'percent' && max > 100 && max <= aboutFull ? 100 : max
  const step = kind === 'mebibytes' ? toPowerOfTwo(top) : toRoundStep(top, kind)
  const parts = Math.max(1, Math.ceil(top / step))
  return Array.from({ length: parts + 1 }, (_, index) => index * step)
}

const toPowerOfTwo = (top: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(top / mostParts)))

function toRoundStep(top: number, kind: ValueKind): number {
  const factors = kind === 'percent' ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10]
  const least = Math.max(1, top / mostParts)
  const magnitude = 10 ** Math.floor(Math.log10(least))
  const steps = factors.map((factor) => factor * magnitude)
  return steps.find((step) => step >= least && Number.isInteger(step)) ?? magnitude * 10
}
