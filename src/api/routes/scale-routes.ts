import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { faultAt } from '../../domain/error.ts'
import { type ChosenLimits, findLimitsFault, type MachineSize } from '../../domain/limits.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { startOperation } from '../start-operation.ts'

export const scaleRoutes = (deps: ApiDeps): Handlers<'scaleInstance'> => ({
  async scaleInstance({ caller, thing, body, audit, request }) {
    const limits = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as ChosenLimits
    audit({ detail: describe(limits) })
    const fault = findLimitsFault(limits, await measureMachine(deps.settings.dataDir))
    if (fault) throw faultAt(fault.field, 'invalid_input', fault.message)
    return startOperation(deps, { caller, thing, audit, request }, 'scale-instance', { limits, from: thing.limits })
  },
})

const mib = 1024 ** 2

async function measureMachine(dataDir: string): Promise<MachineSize> {
  const { blocks, bsize } = await statfs(dataDir)
  return {
    memoryMib: Math.floor(totalmem() / mib),
    cpuPercent: availableParallelism() * 100,
    diskMib: Math.floor((blocks * bsize) / mib),
  }
}

const describe = (limits: ChosenLimits): string =>
  Object.entries(limits)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
