import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import { runToEnd } from '../lib/run-command.ts'
import { openStore } from './open-store.ts'
import { newInstance } from './testing/temporary-store.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-durable-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Runs the writing program and kills it after it said so many names. @returns all that it said */
async function writeAndKill(count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'writing-program.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > count) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return said.split('\n').slice(0, -1)
}

describe('a process killed in the middle of writing', () => {
  it('has lost nothing that the store had taken', async () => {
    const said = await writeAndKill(60)
    expect(said.length).toBeGreaterThanOrEqual(60)
    const { store } = await openStore({ dataDir })
    const kept = (await store.instances.list()).map(({ name }) => String(name))
    await store.close()
    expect(kept).toEqual(expect.arrayContaining([...said]))
    expect(kept.length - said.length).toBeLessThanOrEqual(1)
  })
})

describe('a full disk', () => {
  it('is told in words, loses nothing, and is over when there is room again', async (context) => {
    const mounted = await runToEnd('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'otm-test', dataDir]).catch(() => undefined)
    if (mounted?.exitCode !== 0) return context.skip('Only root can mount a small file system.')
    try {
      await fillAndRecover()
    } finally {
      await runToEnd('umount', ['-l', dataDir])
    }
  })
})

async function fillAndRecover(): Promise<void> {
  const { store } = await openStore({ dataDir })
  await store.instances.create(newInstance('before'))
  await writeFile(join(dataDir, 'ballast'), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined) // as much as fits
  const error = await createUntilRefused(store)
  expect(error).toMatchObject({ code: 'disk_full', message: expect.stringContaining('Free some space') })
  const kept = (await store.instances.list()).length
  await rm(join(dataDir, 'ballast'))
  await store.instances.create(newInstance('after'))
  expect(await store.instances.list()).toHaveLength(kept + 1)
  await store.close()
}

async function createUntilRefused(store: Awaited<ReturnType<typeof openStore>>['store']): Promise<ManagerError> {
  for (let index = 0; index < 5000; index++) {
    try {
      await store.instances.create(newInstance(`otree${index}`))
    } catch (error) {
      if (error instanceof ManagerError) return error
      throw error
    }
  }
  throw new Error('The small disk took everything.')
}
