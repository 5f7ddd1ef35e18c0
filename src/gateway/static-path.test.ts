import { expect, it } from 'vitest'
import { toStaticPath } from './static-path.ts'

it.each([
  ['/static/otree/js/common.js', 'otree/js/common.js'],
  ['/static/a%20b/%C3%BC.png?v=3', 'a b/ü.png'],
  ['/static/a%2Fb.css', 'a/b.css'], // oTree sees the same
  ['/static/name..with.dots..js', 'name..with.dots..js'],
])('%s names a file', (url, path) => {
  expect(toStaticPath(url)).toBe(path)
})

it.each([
  '/statics/a.js',
  '/p/static/a.js',
  '/static',
  '/static/',
  '/static/a/',
  '/static//a.js',
  '/static/a//b.js',
  '/static/../settings.py',
  '/static/a/../../settings.py',
  '/static/%2e%2e/settings.py',
  '/static/..%2fsettings.py',
  '/static/a%2f..%2f..%2fsettings.py',
  '/static/./a.js',
  '/static/.hidden.js',
  '/static/.git/config.txt',
  '/static/%2Fetc%2Fpasswd.txt',
  '/static/a\\..\\b.js',
  '/static/a%5cb.js',
  '/static/a%00.js',
  '/static/a%0a.js',
  '/static/a%23b.js',
  '/static/%ff.js',
  '/static/%.js',
  `/static/${'a/'.repeat(5_000)}b.js`,
])('%s is left to oTree', (url) => {
  expect(toStaticPath(url)).toBeUndefined()
})
