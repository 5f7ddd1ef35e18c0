import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../lib/resources.ts'
import { waitUntil } from '../lib/wait-until.ts'

const mib = 1024 * 1024
const size = 100 * mib
const line = `2026-11-23 08:00:00,120+0000 INFO ${'x'.repeat(65)}\n`

let directory: string
let file: string
let server: ChildProcessByStdio<Writable, Readable, null>
let place: { readonly port: number; readonly token: string }

describe.skipIf(process.platform !== 'linux')('a hundred megabytes of log', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-log-memory-'))
    file = join(directory, 'otree.log')
    await writeLines(size)
    const args = ['--disable-warning=ExperimentalWarning', resourcePath('src', 'api', 'testing', 'log-server.ts'), file]
    server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const [line] = await once(server.stdout.setEncoding('utf8'), 'data')
    place = JSON.parse(String(line)) as typeof place
  })
  afterAll(async () => {
    server?.stdin.end()
    if (server && server.exitCode === null) await once(server, 'exit')
    await rm(directory, { recursive: true, force: true })
  })

  it('are downloaded whole, and the manager’s memory does not move with them', async () => {
    await readBytes(await ask('/logs?lines=10000'), 100) // what is loaded only once is loaded
    const before = await memory()
    expect(await readBytes(await ask('/logs/file'), size)).toBe(size)
    await tell('downloaded', before)
  })

  it('are followed while they are printed, and the manager’s memory does not move with them', async () => {
    const before = await memory()
    await writeFile(file, 'begin\n')
    const reading = readBytes(await ask('/logs?lines=1&follow=true'), size - mib) // the answer begins with the line that is there
    await writeLines(size)
    expect(await reading).toBeGreaterThanOrEqual(size - mib)
    await tell('followed', before)
  })

  it('wait in the file, not in the manager, for a reader who does not read', async () => {
    const before = await memory()
    const readBefore = await bytesRead()
    const socket = connect(place.port, '127.0.0.1')
    socket.write(`GET /api/v1/instances/otree1/logs/file HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${place.token}\r\n\r\n`)
    await once(socket, 'readable') // and nothing is taken from it
    await waitUntil('nothing more is read from the file', hasStopped(bytesRead), { timeoutMs: 60_000, intervalMs: 300 })
    expect((await bytesRead()) - readBefore).toBeLessThan(size / 4)
    await tell('not read', before)
    socket.destroy()
  })
})

/** Whether a figure has hardly changed since it was asked for three times before. */
function hasStopped(figure: () => Promise<number>): () => Promise<boolean> {
  const seen: number[] = []
  return async () => {
    seen.push(await figure())
    return seen.length > 3 && Math.max(...seen.slice(-4)) - Math.min(...seen.slice(-4)) < mib / 16
  }
}

/** What was read stays until it is collected, some tens of megabytes at the most; what grows with the log would be all of it, and more than once. */
async function tell(how: string, before: number): Promise<void> {
  const grown = (await memory()) - before
  process.stdout.write(`100 MiB of log, ${how}: the manager's memory grew by ${(grown / mib).toFixed(1)} MiB at the most\n`)
  expect(grown).toBeLessThan(0.75 * size)
}

async function writeLines(bytes: number): Promise<void> {
  const block = line.repeat(mib / line.length + 1).slice(0, mib)
  for (let written = 0; written < bytes; written += block.length) await appendFile(file, block)
}

const ask = (path: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${place.port}/api/v1/instances/otree1${path}`, { headers: { authorization: `Bearer ${place.token}` } })

/** Reads at least so many bytes, or to the end, and hangs up. */
async function readBytes({ body }: Response, most: number): Promise<number> {
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.length
    if (bytes >= most) break
  }
  return bytes
}

const status = async (name: string): Promise<string> => readFile(`/proc/${server.pid}/${name}`, 'utf8')

/** The most that the server ever had in memory. */
const memory = async (): Promise<number> => Number(/^VmHWM:\s+(\d+) kB/m.exec(await status('status'))?.[1]) * 1024

const bytesRead = async (): Promise<number> => Number(/^rchar: (\d+)/m.exec(await status('io'))?.[1])
