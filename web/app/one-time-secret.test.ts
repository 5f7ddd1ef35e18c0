import { expect, it } from 'vitest'
import { takeOneTimeSecret } from './one-time-secret.ts'

/** As in a window: what is shown and what is read are one. */
function take(pathname: string, hash: string) {
  const shown: unknown[] = []
  const address = { pathname, hash, search: '' }
  const replaceState: History['replaceState'] = (_state, _title, next) => {
    shown.push(next)
    address.hash = ''
  }
  return { secret: takeOneTimeSecret(address, { replaceState }), shown }
}

it('takes the secret of an invitation and clears the address', () => {
  expect(take('/invitation', '#abc-_')).toEqual({ secret: 'abc-_', shown: ['/invitation'] })
})

it('takes the secret of the first start', () => {
  expect(take('/setup', '#xyz').secret).toBe('xyz')
})

it.each([
  ['/invitation', ''],
  ['/invitation', '#'],
  ['/account', '#keys'],
])('leaves %s%s as it is', (path, hash) => {
  expect(take(path, hash)).toEqual({ secret: null, shown: [] })
})

it('takes a broken escape as it stands', () => {
  expect(take('/setup', '#%E0%A4%A').secret).toBe('%E0%A4%A')
})
