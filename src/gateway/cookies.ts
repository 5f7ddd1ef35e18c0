import type { Route } from '../domain/gateway.ts'
import { isSignedCookie, isWellFormedCookie, otreeCookieName } from '../otree/cookie.ts'

/** Names that scripts of an experiment can neither send to oTree nor set through it: the manager's own and oTree's. */
const reserved = /^(?:otm(?:-|$)|__host-|__secure-|better-auth|session$)/i

/** What oTree's cookie is called in the browser: cookies ignore ports, so every instance needs a name of its own. */
export const toBrowserCookieName = (instanceId: string): string => `otm-${instanceId}`

type CookieRoute = Pick<Route, 'instanceId' | 'origin' | 'cookieKey'>

/** The `Cookie` header for oTree: its own cookie under its own name, and those which the experiment's scripts set.
 * undefined: nothing is left. */
export function toUpstreamCookies(header: string, route: CookieRoute): string | undefined {
  const own = `${toBrowserCookieName(route.instanceId)}=`
  const candidates: string[] = []
  const others: string[] = []
  for (const part of header.split(';')) {
    const pair = part.trim()
    if (pair.startsWith(own)) candidates.push(pair.slice(own.length))
    else if (pair !== '' && !reserved.test(pair.split('=', 1)[0] ?? '')) others.push(pair)
  }
  const session = chooseSession(candidates, route.cookieKey)
  if (session !== undefined) others.push(`${otreeCookieName}=${session}`)
  return others.length > 0 ? others.join('; ') : undefined
}

/** The value of oTree's cookie that a browser sent, if any. */
export function findSession(header: string | undefined, route: CookieRoute): string | undefined {
  if (!header) return undefined
  const own = `${toBrowserCookieName(route.instanceId)}=`
  const candidates = header.split(';').flatMap((part) => (part.trim().startsWith(own) ? [part.trim().slice(own.length)] : []))
  return chooseSession(candidates, route.cookieKey)
}

/** Looking at signatures takes time; a browser has one or two. */
const mostCandidates = 16

/** A script on a neighbouring host name can plant a second cookie of the same name: the signature tells which one is oTree's. */
function chooseSession(candidates: readonly string[], cookieKey: string | null): string | undefined {
  const readable = candidates.slice(0, mostCandidates).filter(isWellFormedCookie)
  if (readable.length < 2 || cookieKey === null) return readable[0]
  return readable.find((value) => isSignedCookie(cookieKey, value)) ?? readable[0]
}

/** A `Set-Cookie` header of an instance as the browser gets it; undefined: the browser must not get it. */
export function toBrowserSetCookie(header: string, route: CookieRoute): string | undefined {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  if (at < 1) return undefined // a nameless cookie could pose as any other
  const name = pair.slice(0, at).trim()
  if (name === otreeCookieName) return toOwnCookie(pair.slice(at + 1), attributes, route)
  if (reserved.test(name)) return undefined
  return [pair, ...withoutDomain(attributes)].join('; ')
}

function toOwnCookie(value: string, attributes: readonly string[], route: CookieRoute): string {
  const kept = withoutDomain(attributes)
  const isSecure = kept.some((attribute) => attribute.toLowerCase() === 'secure')
  const secure = route.origin.startsWith('https:') && !isSecure ? ['Secure'] : []
  return [`${toBrowserCookieName(route.instanceId)}=${value}`, ...kept, ...secure].join('; ')
}

const withoutDomain = (attributes: readonly string[]): string[] => attributes.filter((attribute) => !/^domain\b/i.test(attribute))
