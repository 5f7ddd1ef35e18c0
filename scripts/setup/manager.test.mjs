import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Runs `program` as `npm start` runs the manager. `until` resolves when it has printed a text. */
function startAround(program) {
  const script = `
    import { passSignalsOn } from ${JSON.stringify(join(import.meta.dirname, 'manager.mjs'))}
    import { runHere } from ${JSON.stringify(join(import.meta.dirname, 'run.mjs'))}
    process.exitCode = await runHere(process.execPath, ['-e', ${JSON.stringify(program)}], { onStart: passSignalsOn })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  let text = ''
  const waiting = []
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    for (const { wanted, resolve } of waiting) if (text.includes(wanted)) resolve()
  })
  return {
    child,
    text: () => text,
    until: (wanted) => new Promise((resolve) => (text.includes(wanted) ? resolve() : waiting.push({ wanted, resolve }))),
    ended: new Promise((resolve) => child.on('close', resolve)),
  }
}

const program = `
  let interrupts = 0
  process.on('SIGINT', () => { interrupts += 1; console.log('interrupt ' + interrupts); setTimeout(() => process.exit(interrupts), 700) })
  process.on('SIGTERM', () => { console.log('terminated'); process.exit(7) })
  setInterval(() => 0, 1000)
  console.log('up')`

describe('npm start, around the manager', () => {
  it('hands a Ctrl-C on once, however often it comes, and ends with the manager’s exit code', async () => {
    const started = startAround(program)
    await started.until('up')
    for (const _ of [1, 2, 3]) started.child.kill('SIGINT')
    await started.until('interrupt 1')
    expect(await started.ended).toBe(1)
  })

  it.each(['SIGTERM', 'SIGHUP'])('%s to it asks the manager to end alone', async (signal) => {
    const started = startAround(program)
    await started.until('up')
    started.child.kill(signal)
    expect(await started.ended).toBe(7)
    expect(started.text()).toContain('terminated')
  })
})
