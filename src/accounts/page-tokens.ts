import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Session } from './sessions.ts'

const lifetimeMs = 10 * 60_000
const prefix = 'otmp'

export interface PageTokens {
  /** A token for one page of the dashboard; ends after ten minutes, or with the sign-in it belongs to. */
  issue(session: Session): { readonly token: string; readonly expiresAt: string }
  /** @returns the id of the sign-in, whose being alive is the caller's to ask */
  verify(token: string): string | undefined
}

/** Tokens are signed, not stored, so that they outlive a restart of the manager. */
export function pageTokens(key: string, now: () => number = Date.now): PageTokens {
  const sign = (text: string): string => createHmac('sha256', key).update(`page-token ${text}`).digest('base64url')
  return {
    issue(session) {
      const expires = now() + lifetimeMs
      const payload = `${session.id}~${expires}`
      return { token: `${prefix}~${payload}~${sign(payload)}`, expiresAt: new Date(expires).toISOString() }
    },
    verify(token) {
      const [kind, sessionId, expires, signature] = token.split('~')
      if (kind !== prefix || !sessionId || !expires || !signature) return undefined
      if (!isEqual(signature, sign(`${sessionId}~${expires}`))) return undefined
      return Number(expires) > now() ? sessionId : undefined
    },
  }
}

export const isPageToken = (token: string): boolean => token.startsWith(`${prefix}~`)

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
