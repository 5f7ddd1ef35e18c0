import { Secret, TOTP } from 'otpauth'

const issuer = 'oTree Manager'
/** A phone's clock may be half a minute off, either way. */
const window = 1

/** 160 bits in base32, as RFC 4226 recommends. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** e.g. `otpauth://totp/oTree%20Manager:anna?issuer=…&secret=…` */
export const toTotpUri = (secret: string, username: string): string => toTotp(secret, username).toString()

/** @returns the time step (30 s each) that a code belongs to; undefined: the code is not one of now */
export function findStep(secret: string, code: string, timestamp: number): number | undefined {
  const totp = toTotp(secret)
  const delta = totp.validate({ token: code.replaceAll(/\s/g, ''), timestamp, window })
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}

const toTotp = (secret: string, label = ''): TOTP => new TOTP({ issuer, label, secret: Secret.fromBase32(secret) })
