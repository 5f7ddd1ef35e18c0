import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepBootLog, removeBootLog } from './boot-log.ts'
import { readKeptLog, readLog, shortenedNote } from './logs.ts'
import { rotateLog, rotateLogs } from './rotate-log.ts'
import { tailOf } from './tail.ts'

let directory: string
let file: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-logs-'))
  file = join(directory, 'otree.log')
})
afterEach(() => rm(directory, { recursive: true }))

const never = new AbortController().signal
async function read(lines: number): Promise<string[]> {
  const read: string[] = []
  for await (const line of readLog(file, { lines, follow: false }, never)) read.push(line)
  return read
}

describe('readLog', () => {
  it('gives the last lines, all of fewer, and none of a missing file', async () => {
    expect(await read(3)).toEqual([])
    await writeFile(file, 'one\ntwo\nthree\n')
    expect(await read(2)).toEqual(['two', 'three'])
    expect(await read(10)).toEqual(['one', 'two', 'three'])
  })

  it('follows what is added, in whole lines, and goes on after the file was emptied', async () => {
    await writeFile(file, 'old\n')
    const controller = new AbortController()
    const lines: string[] = []
    for await (const line of readLog(file, { lines: 1, follow: true }, controller.signal)) {
      lines.push(line)
      if (line === 'old') await appendFile(file, 'first\nsec')
      if (line === 'first') await appendFile(file, 'ond\n')
      if (line === 'second') {
        await truncate(file)
        await appendFile(file, 'anew\n')
      }
      if (line === 'anew') controller.abort()
    }
    expect(lines).toEqual(['old', 'first', 'second', shortenedNote, 'anew'])
  })

  it('gives nothing of before when nothing is asked for', async () => {
    await writeFile(file, 'one\ntwo\n')
    expect(await read(0)).toEqual([])
  })

  it('gives a line without an end in pieces, none of them long, and letters whole', async () => {
    await writeFile(file, '')
    const controller = new AbortController()
    const added = 'ü'.repeat(300_000)
    let text = ''
    await appendFile(file, 'begin\n')
    for await (const line of readLog(file, { lines: 1, follow: true }, controller.signal)) {
      if (line === 'begin') await appendFile(file, added)
      else text += line
      expect(line.length).toBeLessThan(200_000)
      if (text.length >= 250_000) controller.abort()
    }
    expect(text).toBe(added.slice(0, text.length))
  })
})

describe('readKeptLog', () => {
  const keep = async (most?: number): Promise<string> => {
    const pieces: Uint8Array[] = []
    for await (const piece of readKeptLog(file, most)) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  }

  it('gives what was before the log was shortened, too, oldest first, and as much of the end as is asked for', async () => {
    expect(await keep()).toBe('')
    for (const [name, content] of Object.entries({ 'otree.log.2': 'old\n', 'otree.log.1': 'later\n', 'otree.log': 'now\n' })) {
      await writeFile(join(directory, name), content)
    }
    expect(await keep()).toBe('old\nlater\nnow\n')
    expect(await keep(7)).toBe('er\nnow\n')
    expect(await keep(4)).toBe('now\n')
  })
})

describe('tailOf', () => {
  it('begins with a whole line', async () => {
    await writeFile(file, 'first line\nsecond line\n')
    expect(await tailOf(file, 15)).toBe('second line\n')
  })
})

describe('rotateLog', () => {
  it('keeps the end of a large log and empties it, so that who holds it open goes on; three of them', async () => {
    for (const content of ['lost\naaaa\n', 'lost\nbbbb\n', 'lost\ncccc\n', 'lost\ndddd\n']) {
      await appendFile(file, content)
      await rotateLog(file, 7)
    }
    expect(await readFile(file, 'utf8')).toBe('')
    expect((await readdir(directory)).sort()).toEqual(['otree.log', 'otree.log.1', 'otree.log.2', 'otree.log.3'])
    expect(await readFile(`${file}.1`, 'utf8')).toBe('dddd\n')
    expect(await readFile(`${file}.3`, 'utf8')).toBe('bbbb\n')
  })

  it('leaves small logs, and directories that are gone, alone', async () => {
    await writeFile(file, 'small')
    await rotateLogs(directory)
    await rotateLogs(join(directory, 'missing'))
    expect(await readdir(directory)).toEqual(['otree.log'])
  })
})

it('what was said at boot joins the log, and is kept once', async () => {
  const bootLog = join(directory, 'boot-p.log')
  await writeFile(file, 'before\n')
  await writeFile(bootLog, 'booting\n')
  await keepBootLog(bootLog, file)
  await keepBootLog(bootLog, file)
  expect(await readFile(file, 'utf8')).toBe('before\nbooting\n')
})

it('what is said at boot is gone when its process has ended, whatever became of it meanwhile', async () => {
  const bootLog = join(directory, 'boot-p.log')
  await writeFile(file, 'before\n')
  await writeFile(bootLog, 'x'.repeat(2_000))
  await rotateLog(bootLog, 1_000)
  await writeFile(bootLog, 'last words\n')
  await removeBootLog(bootLog, file)
  expect(await readdir(directory)).toEqual(['otree.log'])
  expect(await readFile(file, 'utf8')).toBe('before\nlast words\n')
})
