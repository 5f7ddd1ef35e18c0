import { type ClientRequest, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../lib/wait-until.ts'
import { type RequestBody, takeBeginning } from './request-body.ts'

const kib = 1024

let server: Server
let room: { leftBytes: number }
let taken: (RequestBody | null)[]
const begun: ClientRequest[] = []
beforeEach(async () => {
  room = { leftBytes: 100 * kib }
  taken = []
  server = createServer((incoming, response) => {
    takeBeginning(
      incoming,
      (body) => {
        taken.push(body)
        response.end()
      },
      room,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  for (const each of begun.splice(0)) each.destroy()
  server.closeAllConnections()
  server.close()
})

/** Sends a part of a form of 50 KiB, and leaves it at that. */
function begin(bytes: number): ClientRequest {
  const { port } = server.address() as AddressInfo
  const sending = request({ port, method: 'POST', headers: { 'Content-Length': 50 * kib } }).on('error', () => undefined)
  begun.push(sending)
  sending.write(Buffer.alloc(bytes, 'x'))
  return sending
}

const sizeOf = (body: RequestBody | null | undefined): number => Buffer.concat(body?.beginning ?? []).length

describe('the beginning of a body', () => {
  it('is all of a form', async () => {
    begin(40 * kib).end(Buffer.alloc(10 * kib))
    await waitUntil('it is taken', () => taken.length === 1)
    expect(taken[0]?.isWhole).toBe(true)
    expect(sizeOf(taken[0])).toBe(50 * kib)
    expect(room.leftBytes).toBe(100 * kib)
  })

  it('is waited for only while there is room for what others have begun', async () => {
    for (let sender = 0; sender < 2; sender++) begin(40 * kib)
    await waitUntil('both wait', () => room.leftBytes === 20 * kib)
    expect(taken).toEqual([])
    begin(30 * kib)
    await waitUntil('the third one is handed on as it comes', () => taken.length === 1)
    expect(taken[0]?.isWhole).toBe(false)
    await waitUntil('it takes no room', () => room.leftBytes === 20 * kib)
  })

  it('takes no room any more when the browser hangs up', async () => {
    const sending = begin(40 * kib)
    await waitUntil('it waits', () => room.leftBytes === 60 * kib)
    sending.destroy()
    await waitUntil('it is gone', () => room.leftBytes === 100 * kib)
    expect(taken).toEqual([])
  })
})
