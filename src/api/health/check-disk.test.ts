import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskSamplesFile } from '../../lib/disk-samples.ts'
import type { ApiDeps } from '../api-deps.ts'
import { checkDisk } from './check-disk.ts'

const gib = 1024 ** 3
let settings: ApiDeps['settings']
beforeEach(async () => {
  settings = { dataDir: await mkdtemp(`${tmpdir()}/otm-check-`) } as ApiDeps['settings']
})
afterEach(() => rm(settings.dataDir, { recursive: true }))

const note = (...freeGib: number[]): Promise<void> =>
  writeFile(
    diskSamplesFile(settings.dataDir),
    JSON.stringify(freeGib.map((free, index) => ({ at: index * 24 * 3600_000, freeBytes: free * gib }))),
  )

it('says how much is free, and nothing of a future that nobody knows', async () => {
  const [check] = await checkDisk({ settings })
  expect(check?.detail).toMatch(/^\d+\.\d GiB are free where the data are \([^)]+\)\.$/)
})

it('warns a week before the disk is full', async () => {
  await note(60, 50, 40)
  expect(await checkDisk({ settings })).toMatchObject([
    {
      state: expect.stringMatching(/warning|error/),
      detail: expect.stringContaining('the disk is full in 4 days'),
      remedy: expect.any(String),
    },
  ])
})

it('mentions what is far off, without a warning of it', async () => {
  await note(600, 598, 596)
  expect((await checkDisk({ settings }))[0]?.detail).toContain('the disk is full in 298 days')
})
