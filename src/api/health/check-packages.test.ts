import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import { checkPackages } from './check-packages.ts'

let server: Server
let origin: string
let api: TestApi
beforeAll(async () => {
  server = createServer((request, response) => response.end(request.url?.startsWith('/simple/') ? '<a href="otree-1.0.tar.gz">' : 'hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`
  api = await openTestApi()
})
afterAll(async () => {
  server.close()
  await api.close()
})

const check = (settings: Partial<TestApi['deps']['settings']>) => checkPackages({ settings: { ...api.deps.settings, ...settings } })

it('says what packages are fetched with, and no password', async () => {
  const settings = {
    packageIndexUrl: `http://u:s3cret@${origin}/simple`,
    httpsProxy: 'http://u:s3cret@proxy.example.edu:3128',
    noProxy: '127.0.0.1',
  }
  expect(await check(settings)).toEqual([
    {
      name: 'packages',
      state: 'ok',
      detail: `Packages can be fetched from http://${origin}/simple through the proxy http://proxy.example.edu:3128 (except NO_PROXY: 127.0.0.1).`,
      remedy: null,
    },
  ])
})

it('says which setting to mend, and no password', async () => {
  const [found] = await check({ packageIndexUrl: `http://u:s3cret@${origin}/other` })
  expect(found).toMatchObject({ state: 'warning', detail: expect.stringContaining('Packages cannot be fetched') })
  expect(found?.remedy).toContain('Correct OTM_PACKAGE_INDEX_URL')
  expect(JSON.stringify(found)).not.toContain('s3cret')
})

it('is looked at only on request, for it leaves the machine', async () => {
  const names = async (url: string): Promise<string[]> => {
    const answer = await api.server.inject(url)
    return answer.json<{ checks: { name: string }[] }>().checks.map(({ name }) => name)
  }
  Object.assign(api.deps.settings, { packageIndexUrl: `http://${origin}/simple` })
  expect(await names('/api/v1/health')).not.toContain('packages')
  expect(await names('/api/v1/health?network=true')).toContain('packages')
})
