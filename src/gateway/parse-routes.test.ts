import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRouteTable } from './parse-routes.ts'
import { aRoute, aTable } from './test-routes.ts'

const id = (name: string) => ({ instanceId: `i${name.padEnd(8, 'a')}` as never })
const table = {
  trustedProxies: ['127.0.0.1', '10.0.0.0/8'],
  ...aTable([
    aRoute('abc', { ...id('abc'), upstream: { socketPath: '/run/x.sock' }, cookieKey: 'ab'.repeat(20), authLevel: 'DEMO' }),
    aRoute('ghi', {
      ...id('ghi'),
      staticFiles: { version: 'v1', roots: [{ directory: '/data/work/p1/_static', isWritable: true }], types: { '.css': 'text/css' } },
    }),
    aRoute('def', { ...id('def'), upstream: { host: '127.0.0.1', port: 8001 }, state: 'failed' }),
  ]),
}

it('gives back what the manager sent', () => {
  expect(parseRouteTable(JSON.parse(JSON.stringify(table)))).toEqual(table)
})

it.each([
  ['no object', 7],
  ['no list of routes', { ...table, routes: {} }],
  ['an id that is none', { ...table, routes: [{ ...table.routes[0], instanceId: '../x' }] }],
  ['a name that is none', { ...table, routes: [{ ...table.routes[0], name: 'A B' }] }],
  ['a state that is none', { ...table, routes: [{ ...table.routes[0], state: 'toString' }] }],
  ['an origin with a path', { ...table, routes: [{ ...table.routes[0], origin: 'http://a/b' }] }],
  ['a port that is none', { ...table, routes: [{ ...table.routes[0], upstream: { host: 'x', port: 0 } }] }],
  ['a key that is none', { ...table, routes: [{ ...table.routes[0], cookieKey: 'xyz' }] }],
  [
    'a relative directory',
    { ...table, routes: [{ ...table.routes[1], staticFiles: { version: 'v', roots: [{ directory: 'a' }], types: {} } }] },
  ],
  ['a proxy that is no address', { ...table, trustedProxies: ['proxy.example.edu'] }],
  ['no list of proxies', { ...table, trustedProxies: '127.0.0.1' }],
  ['no dashboard', { ...table, dashboard: null }],
])('refuses %s', (_, value) => expect(() => parseRouteTable(value)).toThrow(Error))

it('refuses everything else with a sentence', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void expect(() => parseRouteTable(value)).toThrow(/\.$/)))
})
