import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

const safeName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

/** Sends one file of a directory, not of those below, compressed where that helps. @returns false: there is no such file */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { directory, name, cacheControl }: FileRequest,
): Promise<boolean> {
  const type = types[extname(name)]
  if (!safeName.test(name) || type === undefined) return false
  const file = join(directory, name)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return false
  reply.type(type).headers({ 'cache-control': cacheControl, vary: 'Accept-Encoding', 'cross-origin-resource-policy': 'same-origin' })
  await reply.send(toContent(request, reply, { file, type, size: found.size }))
  return true
}

interface FileRequest {
  readonly directory: string
  readonly name: string
  readonly cacheControl: string
}

interface Content {
  readonly file: string
  readonly type: string
  readonly size: number
}

function toContent({ headers }: FastifyRequest, reply: FastifyReply, { file, type, size }: Content): Readable {
  const content = createReadStream(file)
  if (!/\bgzip\b/.test(String(headers['accept-encoding'])) || !/^text|svg|json/.test(type)) {
    reply.header('content-length', size)
    return content
  }
  reply.header('content-encoding', 'gzip')
  return content.pipe(createGzip())
}
