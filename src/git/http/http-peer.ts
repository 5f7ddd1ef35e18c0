import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { GitPeer } from '../git-peer.ts'
import { CgiAnswer } from './cgi-answer.ts'
import type { GitHttpRequest } from './git-http-request.ts'
import { sendRefusal } from './refusal.ts'
import { endMark, hasSideBand, SideBand, toMessage } from './side-band.ts'

export interface HttpPeer extends GitPeer {
  /** git has ended: the answer ends, too. */
  end(exitCode: number): void
}

const cutOff = 'The push was cut off. A deployment that had begun goes on; look with: otm operations'

/** One HTTP request as `git http-backend` speaks with it. */
export function toHttpPeer({ request, response, verb, isFirst }: GitHttpRequest): HttpPeer {
  const bands = verb === 'receive-pack' && !isFirst ? new SideBand() : null
  const answer = new CgiAnswer(response, bands)
  const input = toPlainBody(request)
  const mayTell = bands ? whenToldOfBands(input) : () => false
  const gone = new AbortController()
  const waiting: Buffer[] = []
  let said = ''
  const sayWaiting = (): void => {
    if (!response.writableEnded) for (const message of waiting.splice(0)) response.write(message)
  }
  const end = (exitCode: number): void => {
    if (response.writableEnded) return
    if (!answer.hasBegun) sendRefusal(response, { status: 503, sentence: said || 'git could not be started. Try again.' })
    else if (bands?.isOver) response.end(endMark)
    else if (exitCode === 0) response.end()
    else if (mayTell()) response.end(Buffer.concat([toMessage(cutOff, 'failure'), endMark]))
    else response.destroy() // a git whose answer ends too early, but in order, would wait for the rest for ever
  }
  answer.once('begun', sayWaiting)
  answer.on('error', () => response.destroy())
  response.once('close', () => gone.abort())
  return {
    input,
    output: answer,
    complaints: null,
    say: (sentence) => {
      said ||= sentence.trim()
      if (mayTell()) waiting.push(toMessage(`${sentence}\n`))
      if (answer.hasBegun) sayWaiting()
    },
    letGo: () => end(1),
    end,
    gone: gone.signal,
  }
}

/** git compresses what it asks for; limits hold for what comes out. */
function toPlainBody(request: IncomingMessage): Readable {
  if (!isCompressed(request)) return request
  const plain = createGunzip()
  pipeline(request, plain, () => undefined) // whoever reads is told by `plain` itself
  return plain
}

export const isCompressed = ({ headers }: IncomingMessage): boolean => /^(?:x-)?gzip$/i.test(headers['content-encoding'] ?? '')

/** @returns whether the client, as far as it has spoken, understands lines between those of git */
function whenToldOfBands(input: Readable): () => boolean {
  let begun: Buffer = Buffer.alloc(0)
  let known: boolean | undefined
  const onData = (chunk: Buffer): void => {
    begun = Buffer.concat([begun, chunk])
    known = hasSideBand(begun)
    if (known === undefined) return
    input.off('data', onData)
    begun = Buffer.alloc(0)
  }
  input.on('data', onData)
  return () => known === true
}
