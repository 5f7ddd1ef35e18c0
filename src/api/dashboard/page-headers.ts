import type { Settings } from '../../domain/settings.ts'

/** No script, style or connection but the page's own; never framed, never kept, and no window that it opens can reach back. Forms also go to instances, which
 * are told where they come from (`strict-origin`, never the path): that is how somebody is led into oTree's admin pages. */
export function toPageHeaders(
  nonce: string,
  { publicUrl, instanceDomain }: Pick<Settings, 'publicUrl' | 'instanceDomain'>,
): Record<string, string> {
  const { host, protocol, port } = new URL(publicUrl)
  const instances = `${protocol}//*.${instanceDomain}${port ? `:${port}` : ''}`
  const socket = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${socket}`,
    `form-action 'self' ${instances}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'noopener-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'strict-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'no-store',
    vary: 'Accept-Language, Cookie, Sec-Fetch-Dest, Sec-Fetch-Mode, Sec-Purpose',
  }
}
