import { describe, expect, it } from 'vitest'
import { closedDoorsFor, findGeneration, generations, hasOpenDoors, newestFitting, newestOtree } from './versions.ts'

describe('generations', () => {
  it.each([
    ['6.0.15', '3.12'],
    ['6.0.0rc1', '3.12'],
    ['5.11.5', '3.11'],
    ['5.10.4', '3.11'],
    ['5.4.7', '3.9'],
    ['5.0.8', '3.9'],
  ])('oTree %s runs best on Python %s', (version, python) => {
    expect(findGeneration(version)).toMatchObject({ supported: true, pythons: expect.arrayContaining([python]) })
    expect(findGeneration(version)?.pythons[0]).toBe(python)
  })

  it('know oTree 2 and 3, which are not run yet, and what they would need', () => {
    expect(findGeneration('3.3.11')).toMatchObject({ supported: false, needsRedis: false, pins: ['psycopg2-binary<2.9'] })
    expect(findGeneration('2.5.8')).toMatchObject({ supported: false, needsRedis: true, processes: 'web-and-worker' })
  })

  it('are sorted, and each contains its newest version', () => {
    for (const generation of generations) expect(findGeneration(generation.newest)).toBe(generation)
    expect(generations[0].newest).toBe(newestOtree)
  })
})

it.each([
  ['', '6.0.15'],
  ['>=2', '6.0.15'],
  ['<6', '5.11.5'],
  ['>=5.9.2,<5.10', '5.9.2'],
  ['~=5.4.0', '5.4.7'],
  ['<5', '3.4.0'],
])('the newest oTree that fits "%s" is %s', (specifier, version) => {
  expect(newestFitting(specifier)).toBe(version)
})

it('names versions that show data to strangers, and the safe one beside each', () => {
  expect(['5.4.7', '5.11.4', '6.0.0', '6.0.12'].map(hasOpenDoors)).toEqual([true, true, true, true])
  expect(['5.11.5', '6.0.14', '6.0.15', '7.0'].map(hasOpenDoors)).toEqual([false, false, false, false])
  expect([closedDoorsFor('5.4.7'), closedDoorsFor('6.0.2')]).toEqual(['5.11.5', '6.0.15'])
})
