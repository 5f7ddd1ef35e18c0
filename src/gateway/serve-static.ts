import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Route } from '../domain/gateway.ts'
import { openStatic, type StaticFile } from './open-static.ts'
import { hasBody } from './request-body.ts'
import { type StaticAnswer, toStaticAnswer } from './static-answer.ts'
import { toStaticPath } from './static-path.ts'

/** What of an instance the gateway may answer by itself. */
export interface StaticRequest {
  /** From `toStaticPath`. */
  readonly path: string
  readonly type: string
  readonly open: () => Promise<StaticFile | undefined>
}

/** Whether a request is for a static file of an instance that runs. Whatever is not plainly one goes to oTree. */
export function findStaticRequest(request: IncomingMessage, { upstream, staticFiles }: Route): StaticRequest | undefined {
  const { method, url = '' } = request
  if (!upstream || !staticFiles || (method !== 'GET' && method !== 'HEAD') || hasBody(request)) return undefined
  const path = toStaticPath(url)
  if (path === undefined) return undefined
  const type = staticFiles.types[extname(path).toLowerCase()]
  return type === undefined ? undefined : { path, type, open: () => openStatic(staticFiles, path) }
}

/** Below this, a file is read at once. */
const maxAtOnce = 65_536

/** Answers a request for a static file. @returns false: there is no such file, and nothing was answered */
export async function serveStatic(request: IncomingMessage, response: ServerResponse, { type, open }: StaticRequest): Promise<boolean> {
  const file = await open()
  if (!file) return false
  try {
    const answer = toStaticAnswer(request.method ?? 'GET', request.headers, { ...file, type })
    return response.destroyed || (await sendFile(response, file, answer))
  } finally {
    await file.handle.close()
  }
}

async function sendFile(response: ServerResponse, { handle }: StaticFile, { status, headers, part }: StaticAnswer): Promise<boolean> {
  const length = part ? part.end - part.start + 1 : 0
  if (part && length > maxAtOnce) {
    response.writeHead(status, headers as string[])
    await stream(response, handle, part)
    return true
  }
  const body = Buffer.allocUnsafe(length)
  const { bytesRead } = part ? await handle.read(body, 0, length, part.start) : { bytesRead: 0 }
  if (bytesRead !== length) return false // it became shorter meanwhile: oTree is asked
  response.writeHead(status, headers as string[])
  response.end(body)
  return true
}

/** No faster than the browser takes it. A file that becomes shorter meanwhile breaks the answer off, so that the browser sees it. */
async function stream(response: ServerResponse, handle: StaticFile['handle'], part: { start: number; end: number }): Promise<void> {
  const source = handle.createReadStream({ ...part, autoClose: false })
  const isWhole = await pipeline(source, response, { end: false }).then(
    () => source.bytesRead === part.end - part.start + 1,
    () => false, // the browser hung up, or the disk failed
  )
  if (isWhole) response.end()
  else response.destroy()
}
