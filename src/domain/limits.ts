import type { Limits } from './instance.ts'

/** What people can set; the number of processes of the operating system follows from what oTree needs. */
export type ChosenLimits = Partial<Pick<Limits, 'memoryMib' | 'cpuPercent' | 'diskMib'>>

/** What a machine has. */
export interface MachineSize {
  readonly memoryMib: number
  readonly cpuPercent: number
  readonly diskMib: number
}

/** oTree and its database take about 90 MiB when nobody is there. */
export const smallestLimits: MachineSize = { memoryMib: 256, cpuPercent: 10, diskMib: 256 }

const words: Readonly<Record<keyof MachineSize, { readonly what: string; readonly unit: string }>> = {
  memoryMib: { what: 'memory', unit: 'MiB' },
  cpuPercent: { what: 'processor time', unit: '% (100 % is one processor)' },
  diskMib: { what: 'disk', unit: 'MiB' },
}

/** Why an instance cannot have these limits on such a machine, a sentence, and of which field; undefined: it can. */
export function findLimitsFault(
  chosen: ChosenLimits,
  machine: MachineSize,
): { readonly field: keyof MachineSize; readonly message: string } | undefined {
  for (const field of ['memoryMib', 'cpuPercent', 'diskMib'] as const) {
    const value = chosen[field]
    const { what, unit } = words[field]
    if (value === undefined) continue
    if (value < smallestLimits[field])
      return { field, message: `oTree does not run with so little ${what}. Give at least ${smallestLimits[field]} ${unit}.` }
    if (value > machine[field])
      return { field, message: `This machine has less ${what} than that. Give at most ${machine[field]} ${unit}.` }
  }
  return undefined
}

/** Why less would end what runs, a sentence; undefined: it would not. */
export function findTooTight(name: string, chosen: ChosenLimits, used: Pick<Limits, 'memoryMib' | 'diskMib'>): string | undefined {
  for (const field of ['memoryMib', 'diskMib'] as const) {
    const value = chosen[field]
    if (value === undefined || value > used[field] * 1.1) continue
    return `"${name}" takes ${Math.ceil(used[field])} MiB of ${words[field].what} at the moment, so with ${value} MiB it would be ended. Give at least ${Math.ceil(used[field] * 1.2)} MiB.`
  }
  return undefined
}
