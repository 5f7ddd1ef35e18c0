import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toInstanceId } from '../../domain/names.ts'
import { createProcessConfinement } from '../process/process-confinement.ts'
import type { Context } from './context.ts'
import { testSettings } from './environments/testing.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { instancePaths, processPaths } from './paths.ts'
import { readBootId, readProcess } from './proc.ts'
import { type ProcessRecord, writeRecord } from './process-record.ts'
import { tidy } from './tidy.ts'

const [running, needed, left] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string]
const later = (): number => Date.now() + 3 * 3600_000

let context: Context
beforeEach(async () => {
  const settings = testSettings(await mkdtemp(join(tmpdir(), 'otm-tidy-')))
  context = {
    settings,
    confinement: await createProcessConfinement(settings, { bubblewrap: null, asRoot: false }),
    bootId: await readBootId(),
    oneAtATime: createOneAtATime(),
    inHand: new Set(),
    jobs: new Map(),
  }
  for (const key of [running, needed, left]) await mkdir(join(settings.dataDir, 'environments', key), { recursive: true })
})
afterEach(() => rm(context.settings.dataDir, { recursive: true }))

const environments = async (): Promise<string[]> => (await readdir(join(context.settings.dataDir, 'environments'))).sort()

/** Notes that this very process is an oTree. */
async function noteProcess(environment: Pick<ProcessRecord, 'environment'>): Promise<void> {
  const paths = instancePaths(context.settings, toInstanceId('iabcdefgh'))
  await mkdir(paths.records, { recursive: true })
  const startTicks = (await readProcess(process.pid))?.startTicks ?? null
  const facts = {
    processId: 'pabcdefgh',
    bootId: context.bootId,
    since: '',
    commit: '',
    release: '',
    active: true,
    mark: 'x',
    sandboxed: false,
  }
  await writeRecord(processPaths(paths, 'pabcdefgh').record, { ...facts, ...environment, pid: process.pid, startTicks })
}

it('what runs keeps its environment, also when the store knows nothing of it', async () => {
  await noteProcess({ environment: running })
  expect(await tidy(context, new Set([needed]), later())).toMatchObject({ environments: 1 })
  expect(await environments()).toEqual([running, needed])
})

it('nothing is removed while something runs of which nobody knows where', async () => {
  await noteProcess({})
  expect(await tidy(context, new Set([needed]), later())).toMatchObject({ environments: 0 })
  expect(await environments()).toEqual([running, needed, left])
})
