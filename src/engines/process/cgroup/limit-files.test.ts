import { describe, expect, it } from 'vitest'
import { limitFiles } from './limit-files.ts'

const limits = { memoryMib: 512, processes: 80, cpuPercent: 150, diskMib: 1 }
const written = (version: 1 | 2): string[] =>
  limitFiles(version, limits).map(({ controller, file, value }) => `${controller}/${file} ${value}`)

describe('limitFiles', () => {
  it('speaks to control groups of version 1', () => {
    expect(written(1)).toEqual([
      'memory/memory.limit_in_bytes 536870912',
      'pids/pids.max 80',
      'cpu/cpu.cfs_period_us 100000',
      'cpu/cpu.cfs_quota_us 150000',
    ])
  })

  it('and of version 2', () => {
    expect(written(2)).toEqual(['memory/memory.max 536870912', 'pids/pids.max 80', 'cpu/cpu.max 150000 100000'])
  })
})
