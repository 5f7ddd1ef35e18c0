import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepBootLog, readBootLog } from './boot-log.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-boot-log-'))
})
afterEach(() => rm(directory, { recursive: true }))

it('of a long boot log the end is read and kept', async () => {
  const [bootLog, otreeLog] = [join(directory, 'boot.log'), join(directory, 'otree.log')]
  await writeFile(bootLog, `${'x'.repeat(1024 ** 2)}\n${'line\n'.repeat(100_000)}the end\n`)
  const text = await readBootLog(bootLog)
  expect(text.length).toBeLessThanOrEqual(256 * 1024)
  expect(text).toMatch(/^line\n.*\nthe end\n$/s)
  await keepBootLog(bootLog, otreeLog)
  expect(await readFile(otreeLog, 'utf8')).toBe(text)
  expect(await readBootLog(bootLog)).toBe('')
})

it('there is none of a process that was never launched', async () => {
  expect(await readBootLog(join(directory, 'boot.log'))).toBe('')
})
