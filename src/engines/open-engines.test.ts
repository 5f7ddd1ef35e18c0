import { expect, it } from 'vitest'
import type { Engine } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import { ManagerError } from '../domain/error.ts'
import { silentLogger } from '../lib/logger.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { newInstance, temporaryStore } from '../store/testing/temporary-store.ts'
import { testSettings } from './local/environments/testing.ts'
import { openEngines } from './open-engines.ts'

interface Circumstances {
  /** The engine of the one instance that there is. */
  readonly on?: EngineKind
  readonly fails?: () => boolean
  readonly error?: Error
}

async function opening(standard: EngineKind, { on, fails = () => false, error = new Error('Nobody answers.') }: Circumstances = {}) {
  const warnings: string[] = []
  const { store, dataDir, remove } = await temporaryStore()
  const asked: EngineKind[] = []
  const opener = (kind: EngineKind) => async (): Promise<Engine> => {
    asked.push(kind)
    if (fails()) throw error
    return { list: async () => [] } as unknown as Engine
  }
  if (on) await store.instances.create({ ...newInstance('otree1'), engine: on })
  const openers = { process: opener('process'), docker: opener('docker') }
  const settings = { ...testSettings(dataDir), engine: standard }
  const opened = openEngines({
    settings,
    openers,
    instances: store.instances,
    logger: silentLogger,
    retryMs: 5,
    warn: (line) => warnings.push(line),
  })
  return { opened, asked, warnings, remove }
}

it.each([
  { standard: 'process', on: undefined, opens: ['process'] },
  { standard: 'process', on: 'docker', opens: ['process', 'docker'] },
  { standard: 'docker', on: undefined, opens: ['docker'] },
  { standard: 'docker', on: 'process', opens: ['docker', 'process'] },
] as const)('opens $opens for new instances on $standard and one on $on', async ({ standard, on, opens }) => {
  const { opened, asked, remove } = await opening(standard, on ? { on } : {})
  expect((await opened).available()).toEqual(opens)
  expect(asked).toEqual(opens)
  await remove()
})

it('refuses to start with an engine that this version does not have', async () => {
  const { opened, remove } = await opening('swarm')
  await expect(opened).rejects.toMatchObject({
    code: 'setting_invalid',
    message: 'OTM_ENGINE is "swarm", which this version cannot do yet. Set it to process or docker.',
  })
  await remove()
})

const away = new ManagerError('engine.unavailable', 'Nobody answers at /there.')

it.each([
  { standard: 'docker', error: new Error('Nobody answers.') },
  { standard: 'docker', error: new ManagerError('setting_invalid', 'This is no image.') },
  { standard: 'process', error: away },
] as const)('refuses to start when the engine of new instances, $standard, will not come: $error.message', async ({ standard, error }) => {
  const { opened, remove } = await opening(standard, { fails: () => true, error })
  await expect(opened).rejects.toThrow(error.message)
  await remove()
})

it('starts while the daemon of new instances is away, says so, and takes it when it is there', async () => {
  let isAway = true
  const { opened, warnings, asked, remove } = await opening('docker', { on: 'docker', fails: () => isAway, error: away })
  const { available, engine, whenOpened } = await opened
  expect(available()).toEqual([])
  expect(await engine.list()).toMatchObject([{ database: 'unknown' }])
  await expect(engine.capabilities()).rejects.toThrow('to which new instances belong, cannot be reached. Nobody answers at /there.')
  await waitUntil('it is tried again and again', () => asked.length > 2)
  expect(warnings).toEqual([expect.stringContaining('The engine "docker", to which new instances belong, cannot be reached.')])
  isAway = false
  await whenOpened('docker')
  expect(available()).toEqual(['docker'])
  await remove()
})

it('goes on without an engine that only some instances are on, and takes it when it is there', async () => {
  let count = 0
  const { opened, remove } = await opening('process', { on: 'docker', fails: () => ++count === 2 })
  const { available, engine } = await opened
  expect(available()).toEqual(['process'])
  expect(await engine.list()).toMatchObject([{ database: 'unknown' }])
  await waitUntil('the other engine is there', async () => available().includes('docker'))
  expect(await engine.list()).toEqual([])
  await remove()
})
