import { expect, it } from 'vitest'
import { missingPackages } from './install-debian.mjs'

it('knows what is missing by the files that are not there', () => {
  const isThere = (file) => file !== '/usr/bin/bwrap'
  expect(missingPackages(isThere)).toEqual(['bubblewrap'])
})

it('takes another browser of the same kind', () => {
  const isThere = (file) => file !== '/usr/bin/chromium'
  expect(missingPackages(isThere)).toEqual([])
})
