import { describe, expect, it } from 'vitest'
import type { HealthCheck } from '../domain/health-messages.ts'
import { findNews, type Memory, remember, type Told } from './find-news.ts'

type State = HealthCheck['state']
const check = (name: string, state: State, detail = ''): HealthCheck => ({ name, state, detail, remedy: null })

/** Looks once a minute, at one check or several. @param told  from before the start @returns what was told, by the minute */
function watch(looks: readonly (readonly HealthCheck[])[], told: Told = new Map()): readonly string[] {
  let memory: Memory = remember(told)
  return looks.flatMap((checks, minute) => {
    const found = findNews(memory, checks, minute * 60_000)
    memory = found.memory
    const { worse, wellAgain, still } = found.news
    if (worse.length + wellAgain.length === 0) return []
    const [bad, good, rest] = [worse, wellAgain, still].map((part) => part.map(({ name, state }) => `${name} ${state}`).join(', '))
    return [`${minute}: ${bad} | ${good} | ${rest}`]
  })
}

/** One letter a minute: ok, warning, error, or - when it is not there. */
const states: Readonly<Record<string, State>> = { o: 'ok', w: 'warning', e: 'error' }
const toChecks = (name: string, letter: string): readonly HealthCheck[] => {
  const state = states[letter]
  return state === undefined ? [] : [check(name, state)]
}
const minutes = (letters: string, name = 'disk'): readonly (readonly HealthCheck[])[] => [...letters].map((each) => toChecks(name, each))

describe('one check', () => {
  it.each([
    ['that is fine is no news', 'ooooooooooo', []],
    ['that is not well for five minutes is told once', 'owwwwwwwwwwwwwwwww', ['6: disk warning |  | ']],
    ['that is not well from the start is told as well', 'eeeeeeeeeeeeeee', ['5: disk error |  | ']],
    ['that is not well for a shorter time is no news', 'owwwwwoooowwwwwoooo', []],
    ['that comes and goes is no news', 'owowowowowowowowowow', []],
    ['that is now a warning, now an error, is not well all the time', 'owewewewewewewe', ['6: disk error |  | ']],
    ['is told as it is at that moment, and so not twice', 'wwwweeeeeeeeeee', ['5: disk error |  | ']],
    [
      'is told again when the warning has been an error for five minutes',
      'wwwwwwweeeeeeee',
      ['5: disk warning |  | ', '12: disk error |  | '],
    ],
    ['is not told again when it is an error for a shorter time', 'wwwwwwweeeeewwwwweeeeew', ['5: disk warning |  | ']],
    [
      'is not told again when the error becomes a warning, nor when that becomes an error',
      'eeeeeewwwwwwwweeeeeeee',
      ['5: disk error |  | '],
    ],
    ['is well again after five minutes', 'wwwwwwoooooooooo', ['5: disk warning |  | ', '11:  | disk ok | ']],
    ['is not well again before', 'wwwwwwooooowwwwwwwww', ['5: disk warning |  | ']],
    ['is told anew after that', 'wwwwwwoooooowwwwww', ['5: disk warning |  | ', '11:  | disk ok | ', '17: disk warning |  | ']],
    ['that is not there is well', 'eeeeee-----------', ['5: disk error |  | ', '11:  | disk ok | ']],
    ['that is missing once begins anew', 'www-wwwww-wwwww', []],
  ])('%s', (_what, letters, told) => {
    expect(watch(minutes(letters))).toEqual(told)
  })
})

describe('after a restart', () => {
  it.each([
    ['what was told is not told again', 'wwwwwwwwwwww', 'warning', []],
    ['it is told that it has become worse', 'eeeeeeeeeeee', 'warning', ['5: disk error |  | ']],
    ['it is told that it is well again, after five minutes', 'oooooooooo', 'error', ['5:  | disk ok | ']],
    ['it is so, too, of what is not there any more', '----------', 'error', ['5:  | disk ok | ']],
  ] as const)('%s', (_what, letters, told, news) => {
    expect(watch(minutes(letters), new Map([['disk', told]]))).toEqual(news)
  })
})

describe('several checks', () => {
  const both = (one: string, other: string) => minutes(one, 'disk').map((checks, i) => [...checks, ...toChecks('git', other[i] ?? '')])

  it('are one message when they come together, errors first', () => {
    expect(watch(both('wwwwwwww', 'eeeeeeee'))).toEqual(['5: git error, disk warning |  | '])
  })

  it('are told with what is well again, and with what else is not well', () => {
    expect(watch(both('wwwwwwwwwwwwwww', 'ooooeeeeeeeeeee'))).toEqual(['5: disk warning |  | git error', '9: git error |  | disk warning'])
    expect(watch(both('wwwwwwoooooooo', 'oooooowwwwwwww'))).toEqual(['5: disk warning |  | ', '11: git warning | disk ok | '])
  })

  it('with one name are one: the worst of them', () => {
    const looks = Array.from({ length: 8 }, () => [check('disk', 'warning', 'a'), check('disk', 'error', 'b'), check('disk', 'ok', 'c')])
    expect(watch(looks)).toEqual(['5: disk error |  | '])
    const memory = looks.slice(0, 5).reduce((before, checks, i) => findNews(before, checks, i * 60_000).memory, remember(new Map()))
    expect(findNews(memory, looks[5] ?? [], 300_000).news.worse).toEqual([check('disk', 'error', 'b')])
  })

  it('with one name are well when the last of them is', () => {
    const looks = [...minutes('wwwwww'), ...minutes('wwwwww'), ...minutes('oooooo')]
    const withOther = looks.map((checks, i) => [...checks, check('disk', i < 6 ? 'warning' : 'ok')])
    expect(watch(withOther)).toEqual(['5: disk warning |  | ', '17:  | disk ok | '])
  })
})
