import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerParser } from './answer-parser.ts'

interface Read {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
  readonly isOver: boolean
  readonly keepsAlive: boolean
}

/** Reads `text` in pieces that end at `cuts`. */
function read(
  text: string,
  { method = 'GET', cuts = [], ends = false }: { method?: string; cuts?: readonly number[]; ends?: boolean } = {},
): Read {
  const pieces: string[] = []
  let [status, ended]: [number, number] = [0, 0]
  let headers: readonly string[] = []
  const parser = new AnswerParser(method, {
    onHead: (head) => {
      status = head.status
      headers = head.rawHeaders
    },
    onBody: (piece) => pieces.push(piece.toString('latin1')),
    onEnd: () => ended++,
  })
  const bytes = Buffer.from(text, 'latin1')
  const ordered = [0, ...[...cuts].map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]
  for (let n = 1; n < ordered.length; n++) if (ordered[n] !== ordered[n - 1]) parser.feed(bytes.subarray(ordered[n - 1], ordered[n]))
  if (ends) parser.end()
  expect(ended).toBe(parser.isOver ? 1 : 0)
  return { status, headers, body: pieces.join(''), isOver: parser.isOver, keepsAlive: parser.keepsAlive }
}

const withLength = 'HTTP/1.1 200 OK\r\nServer: uvicorn\r\ncontent-length: 5\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nhello'
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5;x=y\r\nhello\r\n1\r\n \r\nA\r\nworld, all\r\n0\r\nTrailer: x\r\n\r\n'
const interim = `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${withLength}`

describe('an answer is read the same, however its bytes arrive', () => {
  it.each([
    ['with a length', withLength, 'hello'],
    ['in chunks', chunked, 'hello world, all'],
    ['after interim answers', interim, 'hello'],
  ])('%s', (_, text, body) => {
    const whole = read(text)
    expect(whole).toMatchObject({ status: 200, body, isOver: true, keepsAlive: true })
    fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => void expect(read(text, { cuts })).toEqual(whole)))
  })
})

it('every header comes through, in order; only what frames the body is made anew', () => {
  expect(read(withLength).headers).toEqual(['Server', 'uvicorn', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Length', '5'])
  expect(read(chunked).headers).toEqual([])
})

describe('blanks, of which a project may send as many as a head has room for', () => {
  const blanks = ' \t'.repeat(30_000)
  const answer = (header: string): string => `HTTP/1.1 200 OK\r\n${header}\r\nContent-Length: 0\r\n\r\n`

  it('around a value are none of it, within it are', () => {
    expect(read(answer(`X:${blanks}`)).headers).toEqual(['X', '', 'Content-Length', '0'])
    expect(read(answer(`X:\t a b ${blanks}`)).headers).toEqual(['X', 'a b', 'Content-Length', '0'])
    expect(read(answer(`X: a${blanks}b`)).headers).toEqual(['X', `a${blanks}b`, 'Content-Length', '0'])
  })

  // with a pattern that shares them out, each of these takes from seconds to days, and the gateway has one thread
  it.each([`X:${blanks}\u0001`, `X:${blanks}a${blanks}\u0001`, `X${blanks}: a`, blanks])(
    'before a sign that none may have are an error at once: %#',
    (header) => {
      expect(() => read(answer(header))).toThrow('A header of the answer is none.')
    },
  )
})

it.each([
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n'],
  ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n'],
  ['GET', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ['GET', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
])('has no body: %s %j', (method, text) => expect(read(text, { method })).toMatchObject({ body: '', isOver: true, keepsAlive: true }))

describe('without a length', () => {
  const text = 'HTTP/1.0 200 OK\r\n\r\nall that comes'
  it('the end of the connection is the end of the answer', () => {
    expect(read(text)).toMatchObject({ isOver: false })
    expect(read(text, { ends: true })).toMatchObject({ body: 'all that comes', isOver: true, keepsAlive: false })
  })
})

it('`Connection: close` is heeded', () => {
  expect(read('HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n').keepsAlive).toBe(false)
})

it.each([
  ['breaks off in its head', 'HTTP/1.1 200 OK\r\nServer'],
  ['breaks off in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel'],
  ['breaks off in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel'],
])('an answer that %s is an error', (_, text) => expect(() => read(text, { ends: true })).toThrow('broke off'))

it.each([
  ['is no HTTP', 'SSH-2.0-x\r\n\r\n'],
  ['is HTTP of another kind', 'HTTP/2 200\r\n\r\n'],
  ['switches protocols unasked', 'HTTP/1.1 101 Switching\r\n\r\n'],
  ['goes on after its end', `${withLength}!`],
  ['goes on after its last chunk', `${chunked}HTTP/1.1 200 OK\r\n`],
  ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  ['has an odd length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
  ['has an odd coding', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'],
  ['has a folded header', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n'],
  ['has control characters in its first line', 'HTTP/1.1 200 O\u000eK\r\n\r\n'],
  ['has control characters in a header', 'HTTP/1.1 200 OK\r\nX: a\u007fb\r\n\r\n'],
  ['has half a line end in a header', 'HTTP/1.1 200 OK\r\nX: a\nSet-Cookie: b\r\n\r\n'],
  ['has a blank behind the name of a header', 'HTTP/1.1 200 OK\r\nX : a\r\n\r\n'],
  ['has a header without a name', 'HTTP/1.1 200 OK\r\n: a\r\n\r\n'],
  ['has a chunk without size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
  ['has a chunk that is too long', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n'],
  ['has an endless head', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`],
])('an answer that %s is an error', (_, text) => expect(() => read(text)).toThrow(Error))
