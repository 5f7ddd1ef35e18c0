import { createHmac, timingSafeEqual } from 'node:crypto'
import { newSecret } from '../lib/ids.ts'

const lifetimeSeconds = 400 * 24 * 3600 // the longest that browsers keep a cookie

/** Somebody with a password; `hash` is the stored one. */
interface KnownPerson {
  readonly userId: string
  readonly hash: string
}

export interface KnownBrowsers {
  /** @returns a value for `Set-Cookie` by which this browser is known as one in which that person was signed in, until they have another password */
  remember(person: KnownPerson): string
  /** @returns the browser's id, when that person was signed in there before, with the password of now */
  find(cookieHeader: string | undefined, person: KnownPerson): string | undefined
}

/** Browsers in which somebody was signed in before. The cookie lets nobody in: it only says that wrong passwords of strangers are no reason to make
 * its owner wait, who is counted apart from them. A new password ends it: whoever stole it has no guesses of their own any more. */
export function knownBrowsers(key: string, publicUrl: string): KnownBrowsers {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-otm-known' : 'otm-known'
  const sign = (id: string, { userId, hash }: KnownPerson): string =>
    createHmac('sha256', key).update(`known-browser ${id} ${userId} ${hash}`).digest('base64url')
  return {
    remember(person) {
      const id = newSecret()
      return `${name}=${id}.${sign(id, person)}; Max-Age=${lifetimeSeconds}; Path=/; HttpOnly${isSecure ? '; Secure' : ''}; SameSite=Strict`
    },
    find(cookieHeader = '', person) {
      const pairs = cookieHeader.split(';').map((pair) => pair.trim())
      const values = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1).split('.'))
      return values.find(([id = '', signature = '']) => isEqual(signature, sign(id, person)))?.[0]
    },
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
