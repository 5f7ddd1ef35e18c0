import type { Limits } from '../../../domain/instance.ts'

export type CgroupVersion = 1 | 2

/** A file of a control group, by controller, and what is to be written into it. */
export interface LimitFile {
  readonly controller: 'memory' | 'pids' | 'cpu'
  readonly file: string
  readonly value: string
}

const periodUs = 100_000

/** Limits of one instance as the kernel's control groups want them. */
export function limitFiles(version: CgroupVersion, { memoryMib, processes, cpuPercent }: Limits): readonly LimitFile[] {
  const bytes = String(memoryMib * 1024 * 1024)
  const quotaUs = Math.round((cpuPercent / 100) * periodUs)
  if (version === 2) {
    return [
      { controller: 'memory', file: 'memory.max', value: bytes },
      { controller: 'pids', file: 'pids.max', value: String(processes) },
      { controller: 'cpu', file: 'cpu.max', value: `${quotaUs} ${periodUs}` },
    ]
  }
  return [
    { controller: 'memory', file: 'memory.limit_in_bytes', value: bytes },
    { controller: 'pids', file: 'pids.max', value: String(processes) },
    { controller: 'cpu', file: 'cpu.cfs_period_us', value: String(periodUs) },
    { controller: 'cpu', file: 'cpu.cfs_quota_us', value: String(quotaUs) },
  ]
}
