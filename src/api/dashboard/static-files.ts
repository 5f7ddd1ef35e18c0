import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyReply } from 'fastify'

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

/** Sends one file of a directory, not of those below. @returns false: there is no such file */
export async function sendFile(reply: FastifyReply, directory: string, { name, cacheControl }: FileRequest): Promise<boolean> {
  const type = types[extname(name)]
  if (!safeName.test(name) || type === undefined) return false
  const file = join(directory, name)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return false
  reply.type(type).header('cache-control', cacheControl).header('content-length', found.size)
  reply.header('cross-origin-resource-policy', 'same-origin')
  await reply.send(createReadStream(file))
  return true
}

interface FileRequest {
  readonly name: string
  readonly cacheControl: string
}
