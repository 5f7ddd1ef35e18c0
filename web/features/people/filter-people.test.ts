import { expect, it } from 'vitest'
import { filterPeople, toPeopleSearch } from './filter-people.ts'

const berta = { name: 'Berta Blum', username: 'berta', email: 'b.blum@example.edu' }
const carl = { name: 'Carl Öhm', username: 'carl2', email: 'carl@example.org' }

it.each([
  ['', [berta, carl]],
  ['BLUM', [berta]],
  ['carl2', [carl]],
  ['öhm', [carl]],
  ['example', [berta, carl]],
  ['example berta', [berta]],
  ['berta carl', []],
])('finds by name, username and e-mail address: %j', (q, found) => {
  expect(filterPeople([berta, carl], q)).toEqual(found)
})

it.each([
  [
    { q: 'berta', page: 2 },
    { q: 'berta', page: 2 },
  ],
  [{ q: 17 }, { q: '17' }],
  [{ q: '', page: 1 }, {}],
  [{ q: ['x'], page: 'y', other: 1 }, {}],
])('reads from the address what makes sense: %j', (search, read) => {
  expect(toPeopleSearch(search)).toEqual(read)
})
