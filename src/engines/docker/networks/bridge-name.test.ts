import { expect, it } from 'vitest'
import { toInstanceId } from '../../../domain/names.ts'
import { bridgeName, networkName } from './bridge-name.ts'

const ids = Array.from({ length: 200 }, (_, index) =>
  toInstanceId(`i${index.toString(2).padStart(8, 'a').replaceAll('0', 'b').replaceAll('1', 'c')}`),
)

it('the name of a bridge is one that Linux takes, always the same, and of one network alone', () => {
  const names = ['one', 'other'].flatMap((installation) => [null, ...ids].map((owner) => bridgeName(installation, owner)))
  expect(names.every((name) => /^om-[0-9a-f]{12}$/.test(name))).toBe(true)
  expect(new Set(names).size).toBe(names.length)
  expect(bridgeName('one', null)).toBe(bridgeName('one', null))
})

it('networks are named after the installation and the instance', () => {
  expect(networkName('3f2a', toInstanceId('iq4m2zk7a'))).toBe('otm-3f2a-iq4m2zk7a')
  expect(networkName('3f2a', null)).toBe('otm-3f2a-build')
})
