import { describe, expect, it } from 'vitest'
import { createClient } from './client.ts'
import type { OutgoingRequest, Transport } from './transport.ts'

async function* bytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

/** A server that answers everything alike, and remembers what it was asked. */
function answering(status: number, ...texts: readonly string[]): { transport: Transport; asked: OutgoingRequest[] } {
  const asked: OutgoingRequest[] = []
  const transport: Transport = async (request) => {
    asked.push(request)
    return { status, body: bytes(...texts) }
  }
  return { transport, asked }
}

describe('a request', () => {
  it('is made of the row of the table, its parts escaped', async () => {
    const { transport, asked } = answering(200, '{"items":[],"next":null}')
    const client = createClient(transport, () => 'secret')
    await client.listDeployments({ params: { name: 'a/../b' } })
    await client.listInstances({ query: { search: 'ä&b', limit: 5 } })
    expect(asked).toEqual([
      { method: 'GET', path: '/api/v1/instances/a%2F..%2Fb/deployments', headers: { authorization: 'Bearer secret' } },
      { method: 'GET', path: '/api/v1/instances?search=%C3%A4%26b&limit=5', headers: { authorization: 'Bearer secret' } },
    ])
  })

  it('sends JSON, or a stream of tar, or a file with its length, or nothing', async () => {
    const { transport, asked } = answering(202, '{"operation":{}}')
    const client = createClient(transport)
    const tar = bytes('tar')
    const content = bytes('zip')
    await client.deployInstance({ params: { name: 'x' }, body: { again: true } })
    await client.deployInstance({ params: { name: 'x' }, tar })
    await client.deployInstance({ params: { name: 'x' }, archive: { bytes: 3, content } })
    await client.startInstance({ params: { name: 'x' } })
    expect(asked.map(({ headers, body }) => ({ headers, body }))).toEqual([
      { headers: { 'content-type': 'application/json' }, body: '{"again":true}' },
      { headers: { 'content-type': 'application/x-tar' }, body: tar },
      { headers: { 'content-type': 'application/octet-stream', 'content-length': '3' }, body: content },
      { headers: {}, body: undefined },
    ])
  })
})

describe('an answer', () => {
  it('is text as it comes, also when a letter is cut in two', async () => {
    const [first, second] = [Buffer.from('grün').subarray(0, 3), Buffer.from('grün').subarray(3)]
    const transport: Transport = async () => ({
      status: 200,
      body: (async function* () {
        yield first
        yield second
      })(),
    })
    const parts: string[] = []
    for await (const part of await createClient(transport).operationLog({ params: { id: 'o1' } })) parts.push(part)
    expect(parts.join('')).toBe('grün')
  })

  it('is nothing where nothing is answered', async () => {
    expect(await createClient(answering(204).transport).signOut()).toBeUndefined()
  })

  it('that is a problem is thrown as the error that it was', async () => {
    const problem = { code: 'busy', status: 409, detail: 'Wait.', operationId: 'o1' }
    const { transport } = answering(409, JSON.stringify(problem))
    await expect(createClient(transport).me()).rejects.toMatchObject({ code: 'busy', message: 'Wait.', facts: { operationId: 'o1' } })
  })

  it.each([
    [502, '<html>Bad gateway</html>'],
    [404, '{"error":"not here"}'],
    [500, ''],
  ])('of something in between (%i) is not mistaken for the manager’s', async (status, body) => {
    await expect(createClient(answering(status, body).transport).me()).rejects.toMatchObject({ code: 'unreachable', facts: { status } })
  })
})
