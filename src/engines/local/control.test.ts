import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { control } from './control.ts'

let directory: string
let server: Server | undefined
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-control-'))
})
afterEach(async () => {
  server?.close()
  await rm(directory, { recursive: true })
})

/** A launcher that answers every command with this text; null: not at all. */
const answering = (text: string | null): Promise<string> =>
  serving((socket) => text !== null && socket.once('data', () => socket.end(text)))

async function serving(serve: (socket: Socket) => unknown): Promise<string> {
  const path = join(directory, 'control')
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    serve(socket)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(path, resolve)
  await promise
  return path
}

it('gives the answer', async () => {
  expect(await control(await answering('{"active": true, "pid": 1}\n'), 'activate')).toEqual({ active: true })
})

it('fails when the launcher says that it could not', async () => {
  await expect(control(await answering('{"error": "no database"}\n'), 'flush')).rejects.toThrow('no database')
})

it('does not believe everything, since a project runs beside the launcher', async () => {
  await expect(control(await answering('nonsense'), 'status')).rejects.toThrow()
})

it('neither waits for ever nor takes any amount', async () => {
  await expect(control(await answering(null), 'status', 50)).rejects.toThrow('within 50 ms')
})

it('does not wait for an answer that comes byte by byte for ever', async () => {
  const path = await serving((socket) => {
    const drops = setInterval(() => socket.write(' '), 20)
    socket.on('close', () => clearInterval(drops))
  })
  await expect(control(path, 'status', 200)).rejects.toThrow('within 200 ms')
})

it('refuses an answer that does not end', async () => {
  await expect(control(await answering('x'.repeat(100_000)), 'status')).rejects.toThrow()
})

it('fails at once when nobody listens', async () => {
  await expect(control(join(directory, 'nobody'), 'status')).rejects.toThrow('ENOENT')
})
