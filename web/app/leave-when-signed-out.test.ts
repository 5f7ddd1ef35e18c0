import { expect, it, vi } from 'vitest'
import { leaveWhenSignedOut } from './leave-when-signed-out.ts'

it('loads the page again, once', () => {
  const reload = vi.fn()
  const leave = leaveWhenSignedOut({ reload }, () => 60_000)
  leave()
  leave()
  expect(reload).toHaveBeenCalledOnce()
})

it('does not load a page again that was only just loaded', () => {
  const reload = vi.fn()
  leaveWhenSignedOut({ reload }, () => 200)()
  expect(reload).not.toHaveBeenCalled()
})
