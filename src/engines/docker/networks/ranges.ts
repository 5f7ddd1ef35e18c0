/** A range of IPv4 addresses as numbers, both ends included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** @param text e.g. `10.210.0.0/16`; an address alone is itself. @returns undefined for what is no IPv4 */
export function toRange(text: string): Range | undefined {
  const [, address = '', prefix = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(text) ?? []
  const parts = address.split('.').map(Number)
  const bits = Number(prefix)
  if (parts.length !== 4 || parts.some((part) => part > 255) || bits > 32) return undefined
  const size = 2 ** (32 - bits)
  const number = parts.reduce((sum, part) => sum * 256 + part, 0)
  const from = number - (number % size)
  return { from, to: from + size - 1 }
}

export const toRanges = (texts: readonly string[]): readonly Range[] => texts.flatMap((text) => toRange(text) ?? [])

/** e.g. `10.210.0.16` */
export const toAddress = (number: number): string => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')

export const doOverlap = (one: Range, other: Range): boolean => one.from <= other.to && other.from <= one.to

/** Whether all of `inner` lies in one of `outer`. */
export const isWithin = (inner: Range, outer: readonly Range[]): boolean =>
  outer.some(({ from, to }) => from <= inner.from && inner.to <= to)
