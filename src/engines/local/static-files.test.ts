import { expect, it } from 'vitest'
import { toStaticFiles, toStaticVersion } from './static-files.ts'

const places = [
  { seenAs: '/app', directory: '/data/work/p1', isWritable: true },
  { seenAs: '/env', directory: '/data/environments/e1', isWritable: false },
]
const types = { '.css': 'text/css; charset=utf-8', '.png': 'image/png' }

it('translates where the process looks, in its order', () => {
  const roots = ['/app/_static', '/env/lib/python3.12/site-packages/otree/static', '/app/survey/static']
  expect(toStaticFiles({ roots, types }, places, 'v1')).toEqual({
    version: 'v1',
    roots: [
      { directory: '/data/work/p1/_static', isWritable: true },
      { directory: '/data/environments/e1/lib/python3.12/site-packages/otree/static', isWritable: false },
      { directory: '/data/work/p1/survey/static', isWritable: true },
    ],
    types,
  })
})

it.each([
  ['outside', ['/app/_static', '/etc']],
  ['that leads outside', ['/app/../etc']],
  ['with a NUL', ['/app/a\0b']],
  ['beside, with the same beginning', ['/application']],
  ['that is the whole project', ['/app']],
  ['that is no text', [7]],
])('takes nothing when there is a directory %s', (_, roots) => {
  expect(toStaticFiles({ roots, types }, places, 'v1')).toBeUndefined()
})

it.each([[{}], [{ roots: [] }], [{ roots: 'all' }], [{ roots: Array(501).fill('/app/_static') }]])('takes nothing from %o', (answer) => {
  expect(toStaticFiles({ types, ...answer }, places, 'v1')).toBeUndefined()
})

it('takes only types that are some', () => {
  const odd = { '.css': 'text/css\r\nSet-Cookie: a=b', '.js': 'text/javascript; charset=utf-8', '/x': 'a/b', '.png': 7, '.gif': 'gif' }
  expect(toStaticFiles({ roots: ['/app/_static'], types: odd }, places, 'v1')?.types).toEqual({ '.js': 'text/javascript; charset=utf-8' })
})

it('is another version for another folder of the same commit', () => {
  const versions = ['c0ffee0123456789', 'c0ffee0123456789-0123456789abcdef', 'c0ffee0123456789-fedcba9876543210'].map((release) =>
    toStaticVersion({ release, environment: 'e1234567890' }),
  )
  expect(versions).toEqual(['c0ffee012345-e1234567', 'c0ffee012345-0123456789abcdef-e1234567', 'c0ffee012345-fedcba9876543210-e1234567'])
})
