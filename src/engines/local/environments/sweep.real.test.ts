import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Settings } from '../../../domain/settings.ts'
import type { Confinement } from '../confinement.ts'
import { isBuilding } from './claims.ts'
import { cacheDirectory, cachesDirectory, environmentsDirectory } from './environment-paths.ts'
import { limitCaches } from './limit-caches.ts'
import { prepareEnvironment } from './prepare-environment.ts'
import { sweepEnvironments } from './sweep-environments.ts'
import { type IndexedPlace, newInstance, openIndexedPlace } from './testing.ts'

let place: IndexedPlace
let settings: Settings
let confinement: Confinement
beforeAll(async () => {
  place = await openIndexedPlace(() => ({ otree: 'pass', alpha: 'pass' }))
  ;({ settings, confinement } = place)
})
afterAll(() => place.close())

const owner = newInstance()
const install = (lines: readonly string[], log: (line: string) => void = () => undefined) => {
  const plan = { lines, pythons: ['3.12', '3.11', '3.13'], notices: [], unpinned: null }
  return prepareEnvironment({ plan, settings, confinement, ...owner }, log, new AbortController().signal)
}
const keys = async (): Promise<string[]> => (await readdir(environmentsDirectory(settings))).filter((name) => /^[0-9a-f]{32}$/.test(name))
const muchLater = (): number => Date.now() + 3 * 3600_000

describe('what nobody needs', () => {
  it('goes with the notes that lead to it, and what is needed stays', async () => {
    const [kept, old] = [await install(['otree==1.0']), await install(['otree==1.0', 'alpha'])]
    const freed = await sweepEnvironments(settings, new Set([kept.key]), muchLater())
    expect(freed).toEqual({ environments: 1, freedBytes: expect.any(Number) })
    expect(freed.freedBytes).toBeGreaterThan(10_000)
    expect(await keys()).toEqual([kept.key])
    const log: string[] = []
    expect(await install(['otree==1.0', 'alpha'], (line) => log.push(line))).toEqual(old)
    expect(log.join('\n')).toContain('Installing for')
  })

  it('stays as long as a deployment may still be on its way to it', async () => {
    const { key } = await install(['otree==1.0', 'alpha'])
    expect(await sweepEnvironments(settings, new Set(), Date.now())).toEqual({ environments: 0, freedBytes: 0 })
    expect(await keys()).toContain(key)
  })

  it('includes what a killed manager was removing', async () => {
    await mkdir(join(environmentsDirectory(settings), '.gone-abcdefgh', 'bin'), { recursive: true })
    await sweepEnvironments(settings, new Set(await keys()), muchLater())
    expect(await readdir(environmentsDirectory(settings))).not.toContain('.gone-abcdefgh')
  })
})

describe('a package cache', () => {
  it('within its budget is left alone; above it, it gives way, and is made anew by the next installation', async () => {
    await install(['otree==1.0', 'alpha'])
    const before = await keys()
    expect(await limitCaches({ settings, confinement })).toBe(0)
    await writeFile(join(cacheDirectory(settings, owner.instanceId), 'large'), Buffer.alloc(3 * 1024 ** 2, 1))
    expect(await limitCaches({ settings, confinement }, 1024 ** 2)).toBeGreaterThan(3 * 1024 ** 2)
    expect(await readdir(cachesDirectory(settings))).not.toContain(owner.instanceId)
    expect(await keys()).toEqual(before)
    await rm(environmentsDirectory(settings), { recursive: true })
    expect(before).toContain((await install(['otree==1.0', 'alpha'])).key)
  })

  it('is not touched while anything is being built', async () => {
    const freed: Promise<number>[] = []
    await install(['otree==1.0', 'alpha==1.0'], () => {
      if (isBuilding()) freed.push(limitCaches({ settings, confinement }, 0))
    })
    expect(await Promise.all(freed)).toEqual(freed.map(() => 0))
    expect(freed.length).toBeGreaterThan(0)
    expect(await readdir(cachesDirectory(settings))).toContain(owner.instanceId)
  })
})
