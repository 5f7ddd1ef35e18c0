import { statfs } from 'node:fs/promises'
import { ManagerError } from '../../../domain/error.ts'
import type { InstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { readAllowance } from './allowance.ts'
import { endInstance } from './end-instance.ts'
import { advice, explainTaken } from './explain.ts'
import { type DiskFigures, findExcess, findGrowing, grewMuch, isNearlyFull, isWorthALook, type Share } from './judge.ts'
import { measureRunning, measureShares } from './measure-running.ts'

/** Watches over what instances take of the disk, which neither sandbox nor container limits. */
export interface DiskGuard {
  /** Looks at the disk, and at the instances when much was written. Ends what has too much. @param rotate  what keeps logs short, done before */
  look(rotate: () => Promise<void>): Promise<void>
  /** Whether an instance that had too much has room again. @throws ManagerError `disk_full` */
  assertRoom(id: InstanceId): Promise<void>
}

interface Look {
  readonly figures: DiskFigures
  readonly taken: ReadonlyMap<InstanceId, Share>
}

export const createDiskGuard = (context: Context): DiskGuard => new Guard(context)

class Guard implements DiskGuard {
  readonly #context: Context
  /** Had too much when last looked at. */
  readonly #overfull = new Set<InstanceId>()
  #last: Look | undefined
  #isLooking = false

  constructor(context: Context) {
    this.#context = context
  }

  async look(rotate: () => Promise<void>): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const figures = await readFigures(this.#context)
      if (!isWorthALook(this.#last?.figures, figures)) return
      await rotate()
      await this.#lookAtAll(figures)
    } finally {
      this.#isLooking = false
    }
  }

  async assertRoom(id: InstanceId): Promise<void> {
    if (!this.#overfull.has(id)) return
    const paths = pathsOf(this.#context, id)
    const share = (await measureShares(this.#context, [id])).get(id)
    const excess = share && findExcess(share, await readAllowance(paths))
    if (excess === undefined) return void this.#overfull.delete(id)
    throw new ManagerError('disk_full', `${excess}: ${await explainTaken(paths)}. It does not run until there is room. ${advice}`)
  }

  async #lookAtAll(figures: DiskFigures): Promise<void> {
    const before = this.#last?.taken ?? new Map<InstanceId, Share>()
    const taken = await measureRunning(this.#context)
    this.#last = { figures, taken }
    const growing = findGrowing(before, taken)
    for (const [id, now] of taken) {
      const excess = findExcess(now, await readAllowance(pathsOf(this.#context, id)))
      if (excess === undefined) continue
      this.#overfull.add(id)
      await endInstance(this.#context, { id, excess, grows: grewMuch(before.get(id), now) })
    }
    if (growing === undefined || !isNearlyFull(figures)) return
    await endInstance(this.#context, {
      id: growing,
      excess: 'The disk of this server is nearly full, and this instance fills it',
      grows: true,
    })
  }
}

async function readFigures({ settings }: Context): Promise<DiskFigures> {
  const { bsize, blocks, bavail, ffree } = await statfs(settings.dataDir)
  const sockets = await statfs(settings.runtimeDir)
  return {
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
    freeFiles: ffree,
    freeForSockets: sockets.bavail * sockets.bsize,
    at: performance.now(),
  }
}
