import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { processIdentity } from './setup/process-identity.mjs'

let dataDir
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'otm-stop-'))
  mkdirSync(join(dataDir, 'run'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const writePid = (identity) => writeFileSync(join(dataDir, 'run/manager.pid'), JSON.stringify(identity))

function npmStop() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'stop.mjs')], { env: { ...process.env, OTM_DATA_DIR: dataDir } })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.on('data', (chunk) => (text += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })))
}

/** A program that ends on SIGINT only, and says when it listens. */
async function startListener() {
  const script =
    'process.on("SIGINT", () => process.exit(0)); process.on("SIGTERM", () => {}); setInterval(() => 0, 1000); console.log("up")'
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

describe('npm stop', () => {
  it('says so when nothing runs, and is content', async () => {
    expect(await npmStop()).toEqual({ code: 0, text: expect.stringContaining('nothing to stop') })
  })

  it('asks the manager to stop everything, and waits until it has ended', async () => {
    const manager = await startListener()
    writePid(processIdentity(manager.pid))
    expect(await npmStop()).toEqual({ code: 0, text: expect.stringContaining('Stopped.') })
    expect(manager.exitCode).toBe(0)
  })

  it('leaves a stranger alone that has the pid of a manager long gone', async () => {
    const stranger = await startListener()
    writePid({ ...processIdentity(stranger.pid), startTime: '1' })
    expect((await npmStop()).text).toContain('nothing to stop')
    expect(stranger.exitCode).toBe(null)
    stranger.kill('SIGKILL')
  })
})
