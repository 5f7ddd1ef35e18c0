import { Secret, TOTP } from 'otpauth'

/** What an app that was given this secret shows. @param ahead  how many half minutes later; each code is taken once */
export const toAppCode = (secret: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })
