import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readIndexPage } from './package-index.ts'

let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, kind = '', name = ''] = (request.url ?? '').split('/')
    if (/^\d+$/.test(kind)) return response.writeHead(Number(kind)).end()
    if (kind === 'portal') return response.end('<style>h1 { color: red }</style><h1>Please sign in</h1>')
    return response.end(`<a href="${name}-1.0.tar.gz">${name}-1.0.tar.gz</a>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const read = (path: string) =>
  readIndexPage('otree', {
    settings: { packageIndexUrl: `http://u:s3cret@${origin}/${path}/`, extraCaFile: null, httpsProxy: null, noProxy: null },
  })

it('gives what the index says, and where', async () => {
  expect(await read('simple')).toMatchObject({ page: expect.stringContaining('otree-1.0.tar.gz') })
})

it.each([
  ['404', 'has no package otree (404). Correct OTM_PACKAGE_INDEX_URL'],
  ['401', 'does not let this server in (401)'],
  ['503', 'answers 503. Try again later'],
  ['portal', 'answers with a page that is not one of a package index (Please sign in). Correct OTM_PACKAGE_INDEX_URL'],
])('%s is told in a sentence without the password', async (path, sentence) => {
  const error: Error = await read(path).then(
    () => expect.fail('it was taken'),
    (thrown) => thrown,
  )
  expect(error.message).toContain(sentence)
  expect(error.message).toContain(`http://${origin}/${path}`)
  expect(error.message).not.toContain('s3cret')
})
