import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** oTree signs its cookie with itsdangerous' `TimestampSigner` below Starlette's `SessionMiddleware`; read in oTree 5.0.8–6.0.15
 * (`otree/middleware.py`, `otree/views/cbv.py`), Starlette 0.14.1 and itsdangerous 1.1.0, and checked against running servers. */
export const maxAgeSeconds = 14 * 24 * 60 * 60

/** The name under which oTree itself sets and reads its cookie. */
export const otreeCookieName = 'session'

const marker = 'otreeadminauth'

/** Hex of the key that signs an instance's cookies, from the values that its settings have in effect. */
export function toCookieKey(secretKey: string, adminPassword: string): string {
  return createHash('sha1').update(`itsdangerous.Signersigner${secretKey}${adminPassword}`).digest('hex')
}

interface Minting {
  readonly now?: number
  /** A cookie of the same browser, whose content stays if it is signed. */
  readonly kept?: string | undefined
}

/** The value of a cookie that makes its bearer oTree's admin for 14 days. */
export function mintAdminCookie(cookieKey: string, { now = Date.now(), kept }: Minting = {}): string {
  const key = Buffer.from(cookieKey, 'hex')
  const before = kept === undefined ? {} : openCookie(key, kept, now)
  const time = Buffer.alloc(4)
  time.writeUInt32BE(Math.floor(now / 1000))
  const data = Buffer.from(JSON.stringify({ ...before, [marker]: adminMarker(key) })).toString('base64')
  const signed = `${data}.${time.toString('base64url')}`
  return `${signed}.${sign(key, signed)}`
}

/** Whether the cookie carries oTree's own signature, made in the last 14 days. */
export const isSignedCookie = (cookieKey: string, cookie: string, now = Date.now()): boolean =>
  openCookie(Buffer.from(cookieKey, 'hex'), cookie, now) !== undefined

/** Whether oTree would take the bearer of this cookie for its admin. */
export function isAdminCookie(cookieKey: string, cookie: string, now = Date.now()): boolean {
  const key = Buffer.from(cookieKey, 'hex')
  const data = openCookie(key, cookie, now)
  return data?.[marker] === adminMarker(key)
}

/** Whether oTree can read the value at all: a `session` cookie without two dots gives 500 on every page. */
export const isWellFormedCookie = (cookie: string): boolean => /^[\w+/=-]+\.[\w=-]+\.[\w=-]+$/.test(cookie)

const sign = (key: Buffer, text: string): string => createHmac('sha1', key).update(text).digest('base64url')

const adminMarker = (key: Buffer): string => `${marker}.${sign(key, marker)}`

function openCookie(key: Buffer, cookie: string, now: number): Record<string, unknown> | undefined {
  if (!isWellFormedCookie(cookie)) return undefined
  const [data = '', time = '', signature = ''] = cookie.split('.')
  if (!isEqual(sign(key, `${data}.${time}`), signature)) return undefined
  const signedAt = Buffer.from(time, 'base64url').reduce((sum, byte) => sum * 256 + byte, 0)
  return now / 1000 - signedAt > maxAgeSeconds ? undefined : toRecord(data)
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function toRecord(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined // signed, but not by oTree's session middleware: nobody's cookie
  }
}
