import { describe, expect, it } from 'vitest'
import { findPackages } from './find-packages.ts'

const packages = [
  { name: 'anyio', version: '4.6.0', direct: false },
  { name: 'otree', version: '6.0.14', direct: true },
  { name: 'Numpy', version: '2.1.0', direct: true },
]
const namesOf = (search: string): string[] => findPackages(packages, search).map(({ name }) => name)

describe('findPackages', () => {
  it('shows what is asked for itself first', () => {
    expect(namesOf('')).toEqual(['Numpy', 'otree', 'anyio'])
  })

  it.each([
    ['num', ['Numpy']],
    ['6.0', ['otree', 'anyio']],
    ['otree 6.0', ['otree']],
    ['scipy', []],
  ])('finds by "%s" %j', (search, names) => {
    expect(namesOf(search)).toEqual(names)
  })
})
