import { sessionCookieName } from '../../accounts/session-cookie.ts'

/** Takes the sign-in cookie away. */
export function expiredCookie(publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${sessionCookieName(publicUrl)}=; Max-Age=0; Path=/; HttpOnly${secure}; SameSite=Lax`
}

/** Whether browsers take the address for trustworthy: TLS, or the machine itself. Only then do they send `Sec-Fetch-…`. */
export function isEncrypted(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return (
    protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  )
}
