import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EngineKind } from '../../domain/engine-kind.ts'
import { listOwnInstances, markOwn } from './own-instances.ts'
import { instancesDirectory } from './paths.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-own-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

async function make(id: string): Promise<{ readonly root: string }> {
  const root = join(instancesDirectory({ dataDir }), id)
  await mkdir(root, { recursive: true })
  return { root }
}
const listOf = (engine: EngineKind) => listOwnInstances({ settings: { dataDir }, confinement: { engine } })

it('tells the instances of engines apart; one without a mark is of the first engine that there was', async () => {
  await make('iaaaaaaaa')
  await markOwn(await make('ibbbbbbbb'), 'process')
  await markOwn(await make('icccccccc'), 'docker')
  await make('something-else')
  expect([await listOf('process'), await listOf('docker')]).toEqual([['iaaaaaaaa', 'ibbbbbbbb'], ['icccccccc']])
})

it('finds an instance at any moment, however often it is marked meanwhile', async () => {
  const place = await make('iaaaaaaaa')
  await markOwn(place, 'docker')
  let isMarking = true
  const marking = (async () => {
    for (let time = 0; time < 300; time++) await markOwn(place, 'docker')
    isMarking = false
  })()
  while (isMarking) expect(await listOf('docker')).toEqual(['iaaaaaaaa'])
  await marking
})
