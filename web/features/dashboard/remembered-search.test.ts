import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readRemembered, remember } from './remembered-search.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

it('finds again how each person looked at it', () => {
  remember('berta', { view: 'table', sort: 'deployed', owner: 'anna' })
  remember('anna', { q: 'pilot', label: 'course' })
  expect(readRemembered('berta')).toEqual({ view: 'table', sort: 'deployed', owner: 'anna' })
  expect(readRemembered('anna')).toEqual({ label: 'course' })
  expect(readRemembered('clara')).toEqual({})
})

it('forgets what was cleared, and keeps what was before a look into the trash', () => {
  remember('berta', { owner: 'anna', view: 'table' })
  remember('berta', { state: 'trashed', view: 'table' })
  expect(readRemembered('berta')).toEqual({ owner: 'anna', view: 'table' })
  remember('berta', {})
  expect(readRemembered('berta')).toEqual({})
})

it.each(['', 'null', '[1]', '{"sort":"shoe size","page":3}', '{"q":', '{"q":"pilot"}'])('reads nothing from %s', (text) => {
  kept.set('otm-dashboard:berta', text)
  expect(readRemembered('berta')).toEqual({})
})

it('does without where the browser’s storage is closed', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('The operation is insecure.')
    },
    setItem: () => {
      throw new DOMException('The operation is insecure.')
    },
  })
  remember('berta', { owner: 'anna' })
  expect(readRemembered('berta')).toEqual({})
})
