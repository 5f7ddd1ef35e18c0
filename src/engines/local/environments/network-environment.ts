import type { NetworkSettings } from '../../../lib/network-settings.ts'
import { toCommonNoProxy } from '../../../lib/no-proxy.ts'

/** What uv, and git that it runs, need in their environment to reach the world as the manager does. git knows `http_proxy` in lower case only, and
 * otherwise asks every time whether the proxy wants a password before it gives it. @param certificates  a file with all that is trusted, as it is called there; null: what the system trusts */
export function networkEnvironment({ httpsProxy, noProxy }: NetworkSettings, certificates: string | null): Record<string, string> {
  return {
    UV_SYSTEM_CERTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_HTTP_PROXY_AUTHMETHOD: 'basic',
    ...(certificates === null ? {} : { SSL_CERT_FILE: certificates, GIT_SSL_CAINFO: certificates }),
    ...proxyEnvironment(httpsProxy, toCommonNoProxy(noProxy)),
  }
}

function proxyEnvironment(proxy: string | null, noProxy: string | null): Record<string, string> {
  if (proxy === null || noProxy === null) return {}
  const proxies = { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy }
  return noProxy === '' ? proxies : { ...proxies, NO_PROXY: noProxy, no_proxy: noProxy }
}
