import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toProcessIdentity } from '../lib/process-identity.ts'
import { claimDataDir, findRunningManager } from './single-manager.ts'

const program = join(import.meta.dirname, 'testing', 'claiming-manager.ts')
let dataDir: string
const children: ChildProcess[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-claim-'))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map(end))
  await rm(dataDir, { recursive: true })
})

const address = 'http://localhost:8123'

/** @returns what the other manager said: `claimed` or the code of an error */
async function otherManager(): Promise<{ readonly said: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [program, dataDir, address], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = await once(child.stdout, 'data')
  return { said: String(said).trim(), child }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

it('a second start on the same data is refused and told where the first one is', async () => {
  const claim = await claimDataDir(dataDir, address)
  await expect(claimDataDir(dataDir, 'http://localhost:9999')).rejects.toMatchObject({
    code: 'already_running',
    message: expect.stringContaining(`at ${address} (process ${process.pid})`),
    facts: { address, pid: process.pid },
  })
  await claim.release()
})

it('another process is refused, until the first one lets go', async () => {
  const claim = await claimDataDir(dataDir, address)
  expect((await otherManager()).said).toBe('already_running')
  await claim.release()
  expect(await findRunningManager(dataDir)).toBeUndefined()
  const { said, child } = await otherManager()
  expect(said).toBe('claimed')
  expect(await findRunningManager(dataDir)).toMatchObject({ pid: child.pid, address })
})

it('what a killed manager left is taken over', async () => {
  const { child } = await otherManager()
  await end(child)
  expect(await findRunningManager(dataDir)).toBeUndefined()
  const claim = await claimDataDir(dataDir, address)
  expect(await findRunningManager(dataDir)).toMatchObject({ pid: process.pid })
  await claim.release()
})

it('of many that start at once, one wins', async () => {
  const said = await Promise.all(Array.from({ length: 4 }, async () => (await otherManager()).said))
  expect(said.sort()).toEqual(['already_running', 'already_running', 'already_running', 'claimed'])
})

it.each([
  ['a process that was given the same number later', JSON.stringify({ ...toProcessIdentity(process.pid), startTime: '1', address })],
  ['nonsense', 'not json'],
  ['nothing', ''],
])('a pid file with %s names no manager', async (_, content) => {
  await mkdir(join(dataDir, 'run'))
  await writeFile(join(dataDir, 'run', 'manager.pid'), content)
  expect(await findRunningManager(dataDir)).toBeUndefined()
})
