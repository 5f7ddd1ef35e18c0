import type { RequestListener, ServerResponse } from 'node:http'
import { httpFetch } from '../../../src/lib/http-fetch.ts'
import type { NetworkSettings } from '../../../src/lib/network-settings.ts'
import { defaultPackageIndexUrl } from '../../../src/lib/package-index.ts'

const direct: NetworkSettings = { extraCaFile: null, httpsProxy: null, noProxy: null }
const jsonType = 'application/vnd.pypi.simple.v1+json'

interface Page {
  readonly files: { filename: string; url: string }[]
}

/** A mirror of the usual package index, as universities have them: what it does not have yet it gets by this machine's own network, and offers it
 * under its own address. */
export function packageMirror(): RequestListener {
  const files = new Map<string, string>()
  const bodies = new Map<string, Promise<Buffer>>()
  const get = (url: string, accept: string): Promise<Buffer> => {
    const found = bodies.get(url) ?? httpFetch(url, { settings: direct, accept }).then(({ body }) => body)
    bodies.set(url, found)
    return found
  }
  const page = async (name: string): Promise<string> => {
    const content = JSON.parse((await get(`${defaultPackageIndexUrl}/${name}/`, jsonType)).toString('utf8')) as Page
    for (const file of content.files) files.set(file.filename, file.url)
    return JSON.stringify({ ...content, files: content.files.map((file) => ({ ...file, url: `/files/${file.filename}` })) })
  }
  const file = (name: string): Promise<Buffer> => {
    const suffix = name.endsWith('.metadata') ? '.metadata' : ''
    const url = files.get(suffix === '' ? name : name.slice(0, -suffix.length))
    if (url === undefined) throw new Error(`The mirror has no file ${name}.`)
    return get(url + suffix, '*/*')
  }
  return (request, response) => {
    const [, kind, name = ''] = new URL(request.url ?? '', 'http://mirror.invalid').pathname.split('/')
    const answer = async (): Promise<void> => {
      if (kind === 'simple') response.setHeader('content-type', jsonType).end(await page(name))
      else sendFile(response, await file(decodeURIComponent(name)), request.headers.range)
    }
    answer().catch((error: Error) => response.writeHead(404).end(error.message))
  }
}

function sendFile(response: ServerResponse, body: Buffer, range: string | undefined): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  response.setHeader('accept-ranges', 'bytes').setHeader('content-type', 'application/octet-stream')
  if (from === undefined) return void response.setHeader('content-length', body.length).end(body)
  const last = to ? Number(to) : body.length - 1
  const part = body.subarray(Number(from), last + 1)
  response.writeHead(206, { 'content-range': `bytes ${from}-${last}/${body.length}`, 'content-length': part.length }).end(part)
}
