import type { Taken } from './taken.ts'

const mib = 1024 ** 2
const gib = 1024 ** 3

/** Empty files take nothing of what is counted in bytes, and use up a disk all the same: one for each 8 KiB that an instance may take is enough. */
export const mostFiles = ({ diskMib }: { readonly diskMib: number }): number => Math.max(20_000, diskMib * 128)

/** What grows by less than this between two looks is not what fills a disk: half of what makes us look. */
const growsBytes = 16 * mib

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

/** Below a gibibyte or a twentieth, but with more than 20 GiB there is room for whatever comes. */
export const isNearlyFull = ({ freeBytes, totalBytes }: DiskSpace): boolean =>
  freeBytes < Math.max(gib, Math.min(totalBytes / 20, 20 * gib))

export interface Share {
  /** All that it takes, wherever. */
  readonly all: Taken
  /** Of it, beside its sockets. */
  readonly besideSockets: Taken
}

const mostBesideSockets = 64 * mib

/** Why an instance may not go on like this, a clause without its full stop; undefined: it may. */
export function findExcess({ all, besideSockets }: Share, limits: { readonly diskMib: number }): string | undefined {
  if (besideSockets.bytes > mostBesideSockets)
    return `It keeps ${Math.ceil(besideSockets.bytes / mib)} MiB beside its sockets, where no files belong`
  if (all.bytes > limits.diskMib * mib) return `It takes ${Math.ceil(all.bytes / mib)} MiB of the disk, and may take ${limits.diskMib} MiB`
  if (all.files > mostFiles(limits)) return `It has ${all.files} files, and may have ${mostFiles(limits)}`
  return undefined
}

export const grewMuch = (before: Share | undefined, now: Share): boolean =>
  before !== undefined && now.all.bytes - before.all.bytes >= growsBytes

/** Of several instances on a disk that is nearly full the one that fills it: what grew most, and by much. */
export function findGrowing<Id>(before: ReadonlyMap<Id, Share>, now: ReadonlyMap<Id, Share>): Id | undefined {
  const grown = [...now].filter(([id, taken]) => grewMuch(before.get(id), taken))
  const growth = ([id, { all }]: [Id, Share]): number => all.bytes - (before.get(id)?.all ?? all).bytes
  return grown.sort((one, other) => growth(other) - growth(one))[0]?.[0]
}

/** Whether so much was written since a look that it is worth another one; the disk's own figures cost nothing to read. */
export function isWorthALook(before: DiskFigures | undefined, now: DiskFigures): boolean {
  if (before === undefined) return true
  const wrote = Math.max(before.freeBytes - now.freeBytes, before.freeForSockets - now.freeForSockets)
  return wrote > 32 * mib || before.freeFiles - now.freeFiles > 20_000 || now.at - before.at > 60_000
}

export interface DiskFigures extends DiskSpace {
  readonly freeFiles: number
  /** Where the sockets lie, which is the machine's memory on many systems. */
  readonly freeForSockets: number
  /** Milliseconds of a clock that only goes forward. */
  readonly at: number
}
