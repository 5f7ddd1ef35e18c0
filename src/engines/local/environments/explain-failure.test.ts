import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findNoIndex } from './explain-failure.ts'

let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((request, response) =>
    response.end(request.url?.startsWith('/simple/') ? '<a href="otree-1.0.tar.gz">' : 'Please sign in'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const output = 'error: No solution found when resolving dependencies\n  cause: Because there is no version of otree==6.0.15 …'
const look = (path: string, said = output) =>
  findNoIndex(said, { packageIndexUrl: `${origin}/${path}`, extraCaFile: null, httpsProxy: null, noProxy: null })

it('does not blame the project for a page that is no index', async () => {
  const error = await look('portal')
  expect(error?.code).toBe('engine.unavailable')
  expect(error?.message).toContain('not one of a package index (Please sign in)')
  expect(error?.facts.log).toBe(output)
})

it('blames the project where the index is one, and asks nobody where uv knows more', async () => {
  expect(await look('simple')).toBeUndefined()
  expect(await look('portal', 'error: Failed to build `thing`')).toBeUndefined()
})
