import { expect, it } from 'vitest'
import { toSkeleton } from './look-alike.ts'

it.each([
  ['berta', 'Berta'],
  ['paul', 'pau1'],
  ['paul', 'paui'],
  ['otto', '0tt0'],
  ['anna.k', 'anna-k'],
  ['anna.k', 'annak'],
  ['anna__k', 'anna.k'],
  ['lab-10', 'lab.1o'],
  ['berta', 'ｂｅｒｔａ'],
])('%s and %s look alike', (one, other) => {
  expect(toSkeleton(one)).toBe(toSkeleton(other))
})

it.each([
  ['berta', 'bertha'],
  ['student1', 'student2'],
  ['student1', 'student11'],
  ['group-1-11', 'group-11-1'],
  ['arne', 'ame'],
])('%s and %s do not', (one, other) => {
  expect(toSkeleton(one)).not.toBe(toSkeleton(other))
})
