import { describe, expect, it } from 'vitest'
import { findConfigName } from './config-name.ts'

/** By Python 3.12: `base64.b64encode(pickle.dumps({...}, protocol))`. */
const protocol4 = 'gASVTAAAAAAAAAB9lCiMA2RvY5SMAJSMBG5hbWWUjAtkaWN0YXRvciDDtpSMDGFwcF9zZXF1ZW5jZZRdlIwFaW50cm+UYYwDZmVllEc/8AAAAAAAAHUu'
const protocol3 = 'gAN9cQAoWAMAAABkb2NxAVgAAAAAcQJYBAAAAG5hbWVxA1gDAAAAZHVvcQR1Lg=='

describe('the name of a session’s configuration', () => {
  it('is read from pickles of oTree', () => {
    expect(findConfigName(protocol4)).toBe('dictator ö')
    expect(findConfigName(protocol3)).toBe('duo')
  })

  it.each([null, '', 'no base64 %', Buffer.from('\x8c\x04name\x94\x8c\xff', 'latin1').toString('base64')])(
    'is not known from %j',
    (config) => expect(findConfigName(config)).toBeNull(),
  )
})
