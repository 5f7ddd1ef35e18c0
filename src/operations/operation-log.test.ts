import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../lib/logger.ts'
import { OperationLog } from './operation-log.ts'
import { gather } from './testing/gather.ts'

let directory: string
let file: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-log-'))
  file = join(directory, 'log', 'one.log')
})
afterEach(() => rm(directory, { recursive: true }))

const open = (maxBytes = 1000) => new OperationLog(file, { maxBytes, onGrowth: () => undefined, logger: silentLogger })
const content = () => readFile(file, 'utf8')

describe('a log', () => {
  it('keeps lines in their order', async () => {
    const log = open(1_000_000)
    const lines = Array.from({ length: 2000 }, (_, index) => `line ${index}`)
    for (const [index, line] of lines.entries()) {
      log.write(line)
      if (index % 100 === 0) await log.flush()
    }
    await log.close()
    expect((await content()).trimEnd().split('\n')).toEqual(lines)
  })

  it('takes no more lines when it is full, except the operation’s own', async () => {
    const log = open()
    for (let index = 0; index < 1000; index++) log.write('x'.repeat(100))
    log.note('It failed.')
    await log.close()
    expect((await content()).length).toBeLessThan(1300)
    expect(await content()).toMatch(/The log is full.*\nIt failed\.\n$/)
  })

  it('knows its size also after the manager was started again', async () => {
    const before = open()
    before.write('x'.repeat(1100))
    await before.close()
    const after = open()
    after.write('more')
    await after.close()
    expect(await content()).not.toContain('more')
  })

  it('holds nothing that could play with a terminal, and no endless line', async () => {
    const log = open(100_000)
    log.write('\u001b[31mred\u001b[0m \u001b]0;title\u0007 tab\there \u009b2J')
    log.write('x'.repeat(100_000))
    await log.close()
    const [first = '', second = ''] = (await content()).split('\n')
    expect(first).toMatch(/^[^\p{Cc}]*\t[^\p{Cc}]*$/u)
    expect(first).toContain('red')
    expect(second.length).toBeLessThan(10_000)
  })
})

describe('followers', () => {
  it('get whole characters, whatever the pieces', async () => {
    const log = open(100_000)
    const following = gather(log.follow(0, new AbortController().signal))
    for (let index = 0; index < 50; index++) {
      log.write('äöü€😀'.repeat(20))
      await log.flush()
    }
    await log.close()
    expect(await following).toBe(`${'äöü€😀'.repeat(20)}\n`.repeat(50))
  })

  it('of a log without any line come to its end', async () => {
    const log = open()
    const following = gather(log.follow(0, new AbortController().signal))
    await log.close()
    expect(await following).toBe('')
  })
})
