import type { NetworkSettings } from './network-settings.ts'
import { isDirect } from './no-proxy.ts'
import { toShownAddress } from './proxy-address.ts'

/** Why something could not be fetched. */
export type NetworkFault = keyof typeof signs

/** What Node, uv and git say of each; the first that fits is meant. */
const signs = {
  'proxy-password': /proxy authorization required|tunnel failed, response 407|HTTP\/1\.[01] 407|HTTP code 407 from proxy/i,
  'proxy-silent': /proxy tunnel timed out/i,
  'proxy-refuses':
    /tunnel error: unsuccessful|tunnel failed, response \d|Proxy CONNECT aborted|ERR_PROXY_TUNNEL|Received HTTP code \d+ from proxy/i,
  'proxy-unreachable': /tunnel error: failed to create underlying connection|Could not resolve proxy|connect to proxy/i,
  'unknown-ca':
    /UnknownIssuer|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|SELF_SIGNED_CERT|certificate verification failed|unable to get (local )?issuer|self.signed certificate|server verification failed|CERTIFICATE_VERIFY_FAILED/i,
  'certificate-expired': /CERT_HAS_EXPIRED|certificate (has )?expired|invalid peer certificate: Expired/i,
  'no-name': /ENOTFOUND|EAI_AGAIN|dns error|failed to lookup address|Could not resolve host/i,
  'no-answer':
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|socket hang up|does not answer|error sending request|connection refused|tcp connect error|operation timed out|Could not connect|Failed to connect|Network is unreachable|network socket disconnected/i,
} as const

export function toNetworkFault(text: string): NetworkFault | undefined {
  return (Object.keys(signs) as NetworkFault[]).find((fault) => signs[fault].test(text))
}

/** The same in a sentence for the administrator, with the setting to mend. @param address  what was wanted */
export function explainNetworkFault(fault: NetworkFault, address: URL, settings: NetworkSettings): string {
  const { httpsProxy, noProxy } = settings
  const proxy = httpsProxy === null || isDirect(address, noProxy) ? null : httpsProxy
  if (proxy !== null && proxyFaults[fault]) return proxyFaults[fault](toShownAddress(proxy), address, new URL(proxy))
  if (fault === 'unknown-ca') return unknownCa(address, settings)
  if (fault === 'certificate-expired') return `The certificate of ${address.host} has expired, or this machine's clock is wrong.`
  const noProxyHere = proxy === null ? ' No proxy is used for it: where the network needs one, set HTTPS_PROXY.' : ''
  if (fault === 'no-name') return `The name ${address.hostname} is not known here.${noProxyHere}`
  return `${address.host} does not answer.${noProxyHere}`
}

type ProxySentence = (proxy: string, address: URL, parsed: URL) => string

const unreachable: ProxySentence = (proxy) => `The proxy ${proxy} cannot be reached. Correct HTTPS_PROXY.`
const proxyFaults: Partial<Record<NetworkFault, ProxySentence>> = {
  'proxy-password': (proxy, _, { protocol, host, password }) =>
    password === ''
      ? `The proxy ${proxy} asks for a password. Write it into HTTPS_PROXY: ${protocol}//user:password@${host}, where signs such as @ / # are percent-encoded (%40 %2F %23).`
      : `The proxy ${proxy} does not accept the user and the password in HTTPS_PROXY. Correct them; signs such as @ / # must be percent-encoded (%40 %2F %23).`,
  'proxy-refuses': (proxy, { host }) =>
    `The proxy ${proxy} does not let this server reach ${host}. Ask those who run it to allow that, or name a mirror: OTM_PACKAGE_INDEX_URL for packages, OTM_PYTHON_MIRROR_URL for Pythons.`,
  'proxy-unreachable': unreachable,
  'proxy-silent': unreachable,
  'no-name': unreachable,
  'no-answer': unreachable,
}

function unknownCa({ host }: URL, { extraCaFile }: NetworkSettings): string {
  const where = 'a proxy that opens encrypted connections has one of its own'
  return extraCaFile === null
    ? `The certificate of ${host} comes from a CA that is not known here; ${where}. Give its certificate (PEM) as OTM_EXTRA_CA_FILE.`
    : `The certificate of ${host} comes from a CA that is not in OTM_EXTRA_CA_FILE (${extraCaFile}); ${where}. Add its certificate (PEM) to that file.`
}
