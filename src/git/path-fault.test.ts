import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPathFault, quotePath } from './path-fault.ts'

describe('findPathFault', () => {
  it.each(['settings.py', 'shop/Seite 1 – ä.html', '实验/页面.html', '.gitignore', '.github/x.yml', 'git', 'a.git/x', '...', 'x..y'])(
    'lets %s be',
    (path) => {
      expect(findPathFault(path)).toBeNull()
    },
  )

  it.each([
    ['', 'empty'],
    ['/etc/passwd', 'begins with a slash'],
    ['a//b', 'two slashes'],
    ['a/', 'two slashes'],
    ['../x', '".."'],
    ['a/../../x', '".."'],
    ['./x', '"."'],
    ['a\\b', 'backslash'],
    ['a\u0000b', 'control'],
    ['a\u001b[31m', 'control'],
    ['a\u0085', 'control'],
    ['a\ufffdb', 'UTF-8'],
    ['.git/hooks/x', '.git'],
    ['x/.GIT/config', '.git'],
    ['.git./config', '.git'],
    ['.git /config', '.git'],
    ['git~1/config', '.git'],
    ['.g\u200cit/config', '.git'],
    ['.git::$INDEX_ALLOCATION/x', '.git'],
    ['x'.repeat(256), 'longer than 255'],
    ['ä'.repeat(128), 'longer than 255'],
    [`${'a/'.repeat(40)}b`, 'more than 40 folders'],
    ['abcdefghi/'.repeat(39).replaceAll('abcdefghi', 'x'.repeat(30)), 'longer than 1024'],
  ])('finds fault with %j', (path, fault) => {
    expect(findPathFault(path)).toContain(fault)
  })

  it('lets nothing through that leads out of a folder', () => {
    const part = fc.constantFrom('a', '.', '..', '/', '\\', '.git', '\n', ' ')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = parts.join('')
        if (findPathFault(path) === null) expect(new URL(encodeURI(path), 'file:///x/y/').pathname).toBe(encodeURI(`/x/y/${path}`))
      }),
    )
  })
})

describe('quotePath', () => {
  it('shows what a terminal must not be shown raw, and no more than a line', () => {
    expect(quotePath('a\u001b[2Jb')).toBe('"a\\u001b[2Jb"')
    expect(quotePath('x'.repeat(500)).length).toBeLessThan(130)
  })
})
