import { describe, expect, it } from 'vitest'
import { parseFilterTable } from './filter-table.ts'
import { isUp, toRestoreInput } from './firewall-plan.ts'
import { rulesOfVersion6, toClosedRanges, toRules } from './firewall-rules.ts'

const facts = { neighbourhood: ['10.99.0.0/24', '198.51.100.0/24'], resolvers: ['10.99.0.53'] }
const wanted = { rules: toRules(facts), buildBridge: 'om-aaaaaaaaaaaa' }
const dockers = [
  '*filter',
  ':INPUT ACCEPT [0:0]',
  ':FORWARD DROP [0:0]',
  ':DOCKER-USER - [0:0]',
  '-A FORWARD -j DOCKER-USER',
  '-A DOCKER-USER -j RETURN',
]
const parse = (...lines: readonly string[]) => parseFilterTable([...lines, 'COMMIT'].join('\n'))
const linesOf = (input: string, start: string): readonly string[] => input.split('\n').filter((line) => line.startsWith(start))

describe('what iptables-restore is given', () => {
  it('calls our chains at the top of INPUT and of DOCKER-USER', () => {
    expect(linesOf(toRestoreInput(parse(...dockers), wanted, []), '-I')).toEqual([
      '-I INPUT 1 -i om-+ -j OTM-IN',
      '-I DOCKER-USER 1 -j OTM-OUT',
    ])
  })

  it.each([
    ['while there is no DOCKER-USER', ['*filter', '-A FORWARD -j ACCEPT'], ['-I INPUT 1 -i om-+ -j OTM-IN', '-I FORWARD 1 -j OTM-OUT']],
    [
      'also where something comes before DOCKER-USER',
      [...dockers.slice(0, 4), '-A FORWARD -j ACCEPT', ...dockers.slice(4)],
      ['-I INPUT 1 -i om-+ -j OTM-IN', '-I DOCKER-USER 1 -j OTM-OUT', '-I FORWARD 1 -j OTM-OUT'],
    ],
  ])('calls them from FORWARD %s', (_, lines, jumps) => {
    expect(linesOf(toRestoreInput(parse(...lines), wanted, []), '-I')).toEqual(jumps)
  })

  it('takes every older call out, and no rule of anybody else', () => {
    const table = parse(
      ...dockers,
      '-A INPUT -p tcp -j ACCEPT',
      '-A INPUT -i om-+ -j OTM-IN',
      '-A INPUT -i om-+ -j OTM-IN',
      '-A FORWARD -j OTM-OUT',
    )
    expect(linesOf(toRestoreInput(table, wanted, []), '-D')).toEqual([
      '-D INPUT -i om-+ -j OTM-IN',
      '-D INPUT -i om-+ -j OTM-IN',
      '-D FORWARD -j OTM-OUT',
    ])
  })

  it('names one address and port for the bridge of builds, and keeps the calls of other installations', () => {
    const table = parse(...dockers, '-A OTM-OUT -i om-bbbbbbbbbbbb -j OTM-om-bbbbbbbbbbbb')
    const input = toRestoreInput(table, wanted, [{ address: '10.99.0.1', port: 3128 }])
    expect(linesOf(input, '-A OTM-om-')).toEqual([
      '-A OTM-om-aaaaaaaaaaaa -d 10.99.0.1 -p tcp -m tcp --dport 3128 -j ACCEPT',
      '-A OTM-om-aaaaaaaaaaaa -j RETURN',
    ])
    expect(linesOf(input, '-A OTM-IN -i')).toEqual(linesOf(input, '-A OTM-OUT -i').map((line) => line.replace('OTM-OUT', 'OTM-IN')))
    expect(linesOf(input, '-A OTM-OUT -i om-b')).toEqual(['-A OTM-OUT -i om-bbbbbbbbbbbb -j OTM-om-bbbbbbbbbbbb'])
    expect(input).not.toContain(':OTM-om-bbbbbbbbbbbb') // that would empty it
  })
})

describe('whether the firewall is up', () => {
  const whole = [
    ...dockers.slice(0, 5),
    '-A INPUT -i om-+ -j OTM-IN',
    '-A DOCKER-USER -j OTM-OUT',
    '-A DOCKER-USER -j RETURN',
    ...toRestoreInput(parse(...dockers), wanted, [])
      .split('\n')
      .filter((line) => line.startsWith('-A')),
  ]

  it('is so when all is in its place', () => {
    expect(isUp(parse(...whole), wanted)).toBe(true)
  })

  it('is not when any one line of it is missing', () => {
    const ours = whole.filter((line) => line.includes('OTM') && line !== '-A OTM-om-aaaaaaaaaaaa -j RETURN')
    expect(ours.length).toBeGreaterThan(20)
    for (const line of ours) expect([line, isUp(parse(...whole.toSpliced(whole.indexOf(line), 1)), wanted)]).toEqual([line, false])
  })

  it('is not when the machine has moved to another network', () => {
    expect(isUp(parse(...whole), { ...wanted, rules: toRules({ ...facts, neighbourhood: ['203.0.113.0/24'] }) })).toBe(false)
    expect(isUp(parse(...whole), { ...wanted, rules: rulesOfVersion6 })).toBe(false)
  })
})

it('closed are private ranges, and those that are near and not private', () => {
  expect(toClosedRanges(['10.99.0.0/24', '198.51.100.0/24', '169.254.1.1'])).toEqual([...toClosedRanges([]), '198.51.100.0/24'])
})
