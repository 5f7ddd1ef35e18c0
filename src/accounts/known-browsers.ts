import { createHmac, timingSafeEqual } from 'node:crypto'
import { newSecret } from '../lib/ids.ts'

const lifetimeSeconds = 400 * 24 * 3600 // the longest that browsers keep a cookie

export interface KnownBrowsers {
  /** @returns a value for `Set-Cookie` by which this browser is known as one in which that person was signed in */
  remember(userId: string): string
  /** @returns the browser's id, when that person was signed in there before */
  find(cookieHeader: string | undefined, userId: string): string | undefined
}

/** Browsers in which somebody was signed in before. The cookie lets nobody in: it only says that wrong passwords of strangers are no reason to make
 * its owner wait, who is counted apart from them. */
export function knownBrowsers(key: string, publicUrl: string): KnownBrowsers {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-otm-known' : 'otm-known'
  const sign = (id: string, userId: string): string => createHmac('sha256', key).update(`known-browser ${id} ${userId}`).digest('base64url')
  return {
    remember(userId) {
      const id = newSecret()
      return `${name}=${id}.${sign(id, userId)}; Max-Age=${lifetimeSeconds}; Path=/; HttpOnly${isSecure ? '; Secure' : ''}; SameSite=Strict`
    },
    find(cookieHeader = '', userId) {
      const pairs = cookieHeader.split(';').map((pair) => pair.trim())
      const values = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1).split('.'))
      return values.find(([id = '', signature = '']) => isEqual(signature, sign(id, userId)))?.[0]
    },
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
