import { ManagerError } from '../../../domain/error.ts'
import { doOverlap, type Range, toAddress, toRange, toRanges } from './ranges.ts'

/** 16 addresses: more than one instance's old and new version need. */
const blockSize = 16

/** The lowest free network of 16 addresses of the pool, e.g. `10.210.0.32/28`.
 * @param pool    `settings.dockerSubnets`
 * @param taken   subnets of all Docker networks; what is not IPv4 does not matter
 * @param routes  where the machine itself sends packets, without its default route
 * @throws ManagerError `engine.unavailable` when there is none */
export function pickSubnet(pool: string, taken: readonly string[], routes: readonly string[]): string {
  const whole = toRange(pool)
  const free = whole && findFree(whole, toRanges([...taken, ...routes]))
  if (free === undefined) {
    throw new ManagerError(
      'engine.unavailable',
      `No network is left for another instance: everything in ${pool} is used by Docker's networks or by routes of this machine. Let OTM_DOCKER_SUBNETS name a larger private range, or one that the machine does not use otherwise.`,
    )
  }
  return `${toAddress(free)}/28`
}

function findFree(whole: Range, used: readonly Range[]): number | undefined {
  let from = whole.from
  while (from + blockSize - 1 <= whole.to) {
    const block = { from, to: from + blockSize - 1 }
    const inTheWay = used.find((range) => doOverlap(range, block))
    if (inTheWay === undefined) return from
    from = Math.max(block.to, inTheWay.to - (inTheWay.to % blockSize) + blockSize - 1) + 1
  }
  return undefined
}
