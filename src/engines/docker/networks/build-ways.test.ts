import { expect, it } from 'vitest'
import { findBuildWays } from './build-ways.ts'
import { toClosedRanges } from './firewall-rules.ts'
import { toResolvers } from './resolvers.ts'
import { toDestinations } from './routes.ts'

const none = { httpsProxy: null, packageIndexUrl: null, pythonMirrorUrl: null }
const closed = toClosedRanges(['198.51.100.0/24'])

it('builds get a way to what is near, with its port, once, and to nothing that is far', async () => {
  const settings = {
    httpsProxy: 'http://u:p@10.0.0.1:3128',
    packageIndexUrl: 'https://198.51.100.7/simple',
    pythonMirrorUrl: 'https://203.0.113.5/pythons',
  }
  expect(await findBuildWays(settings, closed)).toEqual({
    ways: [
      { address: '10.0.0.1', port: 3128 },
      { address: '198.51.100.7', port: 443 },
    ],
    warnings: [],
  })
  const twice = { ...none, packageIndexUrl: 'http://10.0.0.1/simple', pythonMirrorUrl: 'http://10.0.0.1/pythons' }
  expect((await findBuildWays(twice, closed)).ways).toEqual([{ address: '10.0.0.1', port: 80 }])
})

it('what listens on the loopback interface gets none, and a sentence that names the setting', async () => {
  const { ways, warnings } = await findBuildWays({ ...none, packageIndexUrl: 'http://localhost:3141/' }, closed)
  expect(ways).toEqual([])
  expect(warnings).toEqual([expect.stringContaining('OTM_PACKAGE_INDEX_URL names localhost')])
})

it('a name that nobody knows opens nothing', async () => {
  expect(await findBuildWays({ ...none, httpsProxy: 'http://proxy.invalid:3128' }, closed)).toEqual({ ways: [], warnings: [] })
})

it('name servers are those of IPv4 that are not on the loopback interface', () => {
  expect(
    toResolvers('# nameserver 10.0.0.1\nnameserver 127.0.0.53\n nameserver 10.0.0.2\nnameserver fd00::1\nsearch example.edu\n'),
  ).toEqual(['10.0.0.2'])
})

it('ways out to everywhere are no destinations', () => {
  const routes = ['default', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '192.168.1.5'].map((dst) => ({ dst }))
  expect(toDestinations([...routes, { type: 'local', dst: '10.1.1.1' }])).toEqual(['10.0.0.0/8', '192.168.1.5'])
})
