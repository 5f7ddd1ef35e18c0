import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock.mjs'
import { processIdentity } from './process-identity.mjs'

let directory
let file
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'otm-lock-'))
  file = join(directory, 'deep/setup.lock')
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A process that takes the lock, notes that it came and went, and ends, or, with `hold`, stays. */
function contender({ hold = false } = {}) {
  const script = `
    import { appendFileSync } from 'node:fs'
    import { withLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))}
    await withLock(${JSON.stringify(file)}, async () => {
      appendFileSync(${JSON.stringify(join(directory, 'notes'))}, 'in ')
      console.log('in')
      await new Promise((resolve) => setTimeout(resolve, ${hold ? 60_000 : 30}))
      appendFileSync(${JSON.stringify(join(directory, 'notes'))}, 'out ')
    })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

const ended = (child) => new Promise((resolve) => child.once('close', resolve))
const isIn = (child) => new Promise((resolve) => child.stdout.once('data', resolve))
const notes = () => readFileSync(join(directory, 'notes'), 'utf8')

describe('withLock', () => {
  it('lets one in at a time, all of them in the end', async () => {
    await Promise.all([1, 2, 3, 4].map(() => ended(contender())))
    expect(notes()).toBe('in out '.repeat(4))
  })

  it('takes over from a holder that was killed, and leaves nothing of it', async () => {
    const killed = contender({ hold: true })
    await isIn(killed)
    killed.kill('SIGKILL')
    await ended(killed)
    expect(await withLock(file, async () => 'done')).toBe('done')
    expect(readdirSync(join(directory, 'deep'))).toEqual([])
  })

  it('takes over when another process has the number of the dead holder', async () => {
    await withLock(file, async () => undefined)
    writeFileSync(file, JSON.stringify({ ...processIdentity(process.ppid), startTime: '1' }))
    expect(await withLock(file, async () => 'done')).toBe('done')
  })

  it('is free again after work that failed', async () => {
    const failing = withLock(file, async () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await withLock(file, async () => 'done')).toBe('done')
  })
})
