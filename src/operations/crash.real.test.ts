import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../domain/operation.ts'
import { plainEnv, runToEnd } from '../lib/run-command.ts'
import { openStore } from '../store/open-store.ts'
import { newInstance } from '../store/testing/temporary-store.ts'
import { filesIn } from './testing/file-actions.ts'

const inTesting = (name: string): string => join(import.meta.dirname, 'testing', name)
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-crash-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** @returns whether it killed itself */
async function manager(dieAt: number, failIn = 'none'): Promise<boolean> {
  const args = ['--import', inTesting('die-at-moment.ts'), inTesting('crashing-manager.ts'), dataDir, failIn]
  const result = await runToEnd(process.execPath, args, { env: { ...plainEnv(), DIE_AT_MOMENT: String(dieAt) }, timeoutMs: 60_000 })
  if (result.signal === null && result.exitCode !== 0) throw new Error(result.stderr)
  return result.signal === 'SIGKILL'
}

async function freshData(): Promise<void> {
  await rm(dataDir, { recursive: true })
  await mkdir(join(dataDir, 'work'), { recursive: true })
  const { store } = await openStore({ dataDir })
  await store.instances.create(newInstance('otree1'))
  await store.close()
}

async function journal(): Promise<readonly Operation[]> {
  const { store } = await openStore({ dataDir })
  const all = await store.operations.list({})
  await store.close()
  return all
}

/** Kills a fresh manager at the first, second … moment, until one lives to the end; after each death another one starts and lives. */
async function killAtEveryMoment(failIn: string, check: (operation: Operation, moment: number) => Promise<void>): Promise<number> {
  for (let moment = 1; ; moment++) {
    await freshData()
    if (!(await manager(moment, failIn))) return moment - 1
    await manager(0, failIn)
    const [operation, ...others] = await journal()
    expect(others).toEqual([])
    if (operation) await check(operation, moment)
  }
}

const inWork = () => filesIn(join(dataDir, 'work'))

describe('a manager killed at any moment of the journal', () => {
  it('finishes after its next start what it had begun', async () => {
    const moments = await killAtEveryMoment('none', async (operation, moment) => {
      expect({ moment, state: operation.state, files: await inWork() }).toEqual({
        moment,
        state: 'done',
        files: ['first', 'second', 'third'],
      })
      expect(operation.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    })
    expect(moments).toBe(6)
  })

  it('undoes after its next start what fails', async () => {
    const moments = await killAtEveryMoment('second', async (operation, moment) => {
      expect({ moment, state: operation.state, files: await inWork() }).toEqual({ moment, state: 'failed', files: [] })
      expect(operation.error?.code).toBe('project.broken')
    })
    expect(moments).toBe(7)
  })

  it('gives up an operation that kills it three times', async () => {
    await freshData()
    for (let count = 0; count < 3; count++) expect(await manager(2)).toBe(true)
    expect(await manager(0)).toBe(false)
    expect(await journal()).toMatchObject([{ state: 'failed', attempts: 3, error: { detail: expect.stringContaining('ended 3 times') } }])
    expect(await inWork()).toEqual([])
  })
})
