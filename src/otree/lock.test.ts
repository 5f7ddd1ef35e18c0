import { describe, expect, it } from 'vitest'
import { compareLocks, describeChanges, isForSame, nameInLine, parseLock } from './lock.ts'

const hash = ' \\\n    --hash=sha256:00\n'
const before = `numpy==2.1.0${hash}otree==6.0.14${hash}six==1.16.0${hash}thing @ git+https://example.org/thing.git@aaa\n`
const after = `numpy==2.1.0 ; python_full_version < "3.13"${hash}otree==6.0.15${hash}starlette==0.14.1${hash}thing @ git+https://example.org/thing.git@bbb\n`

describe('a lock', () => {
  it('is read with its addresses, without hashes and conditions', () => {
    expect(parseLock(after)).toEqual([
      { name: 'numpy', version: '2.1.0' },
      { name: 'otree', version: '6.0.15' },
      { name: 'starlette', version: '0.14.1' },
      { name: 'thing', version: 'git+https://example.org/thing.git@bbb' },
    ])
    expect(parseLock('')).toEqual([])
  })

  it('is compared with another one in words', () => {
    expect(describeChanges(compareLocks(before, after))).toBe(
      'otree 6.0.14 → 6.0.15, six 1.16.0 (gone), starlette 0.14.1 (new), thing git+https://example.org/thing.git@aaa → git+https://example.org/thing.git@bbb',
    )
    expect(compareLocks(after, after)).toEqual([])
  })

  it('answers the same lines for the same Pythons only', () => {
    const plan = { lines: ['otree'], pythons: ['3.12', '3.11'] }
    expect(isForSame({ requirements: plan }, { ...plan })).toBe(true)
    expect(isForSame({ requirements: plan }, { ...plan, pythons: ['3.11', '3.12'] })).toBe(false)
    expect(isForSame({ requirements: plan }, { ...plan, lines: ['otree', 'numpy'] })).toBe(false)
    expect(isForSame({}, plan)).toBe(false)
  })
})

it.each([
  ['otree==6.0.15', 'otree'],
  ['otree[mturk]>=5', 'otree'],
  ['numpy ; python_version > "3"', 'numpy'],
  ['thing @ https://example.org/x.whl', 'thing'],
  ['https://example.org/x.whl', ''],
])('the name in the line %s is "%s"', (line, name) => {
  expect(nameInLine(line)).toBe(name)
})
