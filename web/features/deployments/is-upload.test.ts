import { expect, it } from 'vitest'
import { isUpload } from './is-upload.ts'

it('tells what was uploaded from what was pushed, and from nothing', () => {
  expect(isUpload({ subject: 'Upload' })).toBe(true)
  expect(isUpload({ subject: 'Pay more' })).toBe(false)
  expect(isUpload(null)).toBe(false)
})
