import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, exactVersion, isSpecifier, mentionedVersions, parseVersion, satisfies } from './version.ts'

const parsed = (text: string) => {
  const version = parseVersion(text)
  if (!version) throw new Error(text)
  return version
}

describe('versions', () => {
  it('are ordered as PEP 440 says', () => {
    const ordered = ['5.0.dev1', '5.0a1', '5.0b2', '5.0rc1', '5.0', '5.0.post1', '5.0.8', '5.4.7', '5.10.4', '5.11.5', '6.0.0', '6.0.15']
    expect([...ordered].reverse().sort((a, b) => compareVersions(parsed(a), parsed(b)))).toEqual(ordered)
  })

  it('do not depend on trailing zeros', () => {
    expect(compareVersions(parsed('6.0'), parsed('6.0.0'))).toBe(0)
  })

  it('are undefined when they are none', () => {
    for (const text of ['', 'latest', '5.x', '../5']) expect(parseVersion(text)).toBeUndefined()
  })

  it('are ordered without contradiction', () => {
    const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join('.'))
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(parsed(a), parsed(b)))).toBe(0 - Math.sign(compareVersions(parsed(b), parsed(a))))
        expect(satisfies(a, `>=${b}`)).toBe(!satisfies(a, `<${b}`))
        expect(satisfies(a, `==${b}`)).toBe(!satisfies(a, `!=${b}`))
      }),
    )
  })
})

describe('specifiers', () => {
  it.each([
    ['5.11.5', '==5.11.5', true],
    ['5.11.5', '==5.11.*', true],
    ['5.10.4', '==5.11.*', false],
    ['5.11.5', '~=5.10', true],
    ['6.0.0', '~=5.10', false],
    ['5.10.4', '>=5.4,<5.11', true],
    ['5.11.0', '>=5.4,<5.11', false],
    ['5.11.0', '!=5.11.0', false],
    ['6.0.15', '', true],
    ['6.0.15', '>5', true],
    ['6.0.15', '<=6.0.15', true],
  ])('%s fits %s: %s', (version, specifier, fits) => {
    expect(satisfies(version, specifier)).toBe(fits)
  })

  it('say exactly one version, or not', () => {
    expect(exactVersion('==5.11.5')).toBe('5.11.5')
    expect(exactVersion('>=5, ==5.11.5')).toBe('5.11.5')
    expect(exactVersion('==5.11.*')).toBeUndefined()
    expect(exactVersion('>=5')).toBeUndefined()
  })

  it('name the versions in them', () => {
    expect(mentionedVersions('>=5.9.2,<5.10')).toEqual(['5.9.2', '5.10'])
  })

  it('are told from other text', () => {
    expect(['', '==1', '>=1,<2', '~=1.0'].map(isSpecifier)).toEqual([true, true, true, true])
    expect(['1.0', '= 1', '==1 ==2', '@x'].map(isSpecifier)).toEqual([false, false, false, false])
  })
})
