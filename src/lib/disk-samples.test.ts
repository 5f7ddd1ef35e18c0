import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forecastFull, noteDiskSample, readDiskSamples } from './disk-samples.ts'

const hour = 3600_000
const gib = 1024 ** 3
const daily = (...freeGib: number[]) => freeGib.map((free, index) => ({ at: index * 24 * hour, freeBytes: free * gib }))

describe('forecastFull', () => {
  it('goes on as it was', () => {
    expect(forecastFull(daily(100, 90, 80))).toBe(8)
  })

  it('is not thrown off by one large file that went away again', () => {
    expect(forecastFull(daily(100, 99, 60, 97, 96))).toBeGreaterThan(30)
  })

  it('says nothing while the disk empties, and when too little is known', () => {
    expect(forecastFull(daily(80, 90))).toBeNull()
    expect(forecastFull(daily(80))).toBeNull()
    expect(forecastFull([])).toBeNull()
    expect(
      forecastFull([
        { at: 0, freeBytes: 100 * gib },
        { at: hour, freeBytes: 1 * gib },
      ]),
    ).toBeNull()
  })
})

describe('samples', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-disk-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  it('are noted once an hour, for a fortnight', async () => {
    const file = join(directory, 'disk.json')
    for (let now = 10 * hour; now < 360 * hour; now += hour / 2) await noteDiskSample(file, directory, now)
    const samples = await readDiskSamples(file)
    expect(samples).toHaveLength(14 * 24)
    expect(samples.at(-1)?.at).toBe(359 * hour)
    expect(samples[0]?.freeBytes).toBeGreaterThan(0)
  })

  it('in a damaged file begin anew', async () => {
    const file = join(directory, 'damaged.json')
    await writeFile(file, '[{"at":')
    await noteDiskSample(file, directory)
    expect(await readDiskSamples(file)).toHaveLength(1)
  })
})
