import { describe, expect, it } from 'vitest'
import type { RouteTable } from '../domain/gateway.ts'
import { toHostName } from './host.ts'
import { toRouteIndex } from './route-index.ts'
import { aRoute, aTable } from './test-routes.ts'

const table: RouteTable = {
  ...aTable([
    aRoute('otree1'),
    aRoute('otree2', { state: 'trashed' }),
    aRoute('otree3', { hosts: ['otree3.localhost', 'Study.Example.Edu', 'otree1.localhost'] }),
  ]),
  dashboard: { hosts: ['localhost', '127.0.0.1', '[::1]'], origin: 'http://localhost:8000', socketPath: '/nowhere' },
}
const { find } = toRouteIndex(table)
const nameOf = (host: string | undefined): string => {
  const target = find(host)
  return target.kind === 'instance' ? target.route.name : target.kind
}

describe('an address leads to its instance', () => {
  it.each([
    'otree1.localhost',
    'otree1.localhost:8000',
    'OTREE1.localhost',
    'otree1.localhost.',
    'otree1.LOCALHOST.:80',
    'otree1.localhost:',
  ])('%s', (host) => expect(nameOf(host)).toBe('otree1'))

  it('also by a name of its own, whatever its case in the table', () => expect(nameOf('study.example.edu')).toBe('otree3'))
  it('and nobody takes another one’s name', () => expect(nameOf('otree1.localhost')).toBe('otree1'))
})

describe('an address leads to the dashboard', () => {
  it.each(['localhost', 'localhost:8000', '127.0.0.1:8000', '[::1]', '[::1]:8000'])('%s', (host) => expect(nameOf(host)).toBe('dashboard'))
})

it.each([
  '',
  undefined,
  'x.localhost',
  'otree2.localhost',
  'otree1.localhost.evil.example',
  'evil@otree1.localhost',
  'otree1.localhost:80:80',
  '[otree1.localhost]',
  'a b',
])('the address %s is nobody’s', (host) => expect(nameOf(host)).toBe('unknown'))

it('a host name is what stands before the port', () => {
  expect(toHostName('[2001:DB8::1]:443')).toBe('[2001:db8::1]')
  expect(toHostName('a.b.:1')).toBe('a.b')
  expect(toHostName('.')).toBeUndefined()
  expect(toHostName('a/b')).toBeUndefined()
})
