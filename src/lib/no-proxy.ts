import { BlockList, isIP } from 'node:net'

interface Rule {
  /** A domain without a leading dot, an address, or a range of addresses (`10.0.0.0/8`). */
  readonly host: string
  readonly port: string | null
}

/** Whether an address is to be reached without the proxy. Programs read NO_PROXY in ways of their own; ours: `example.edu`, `.example.edu`
 * and `*.example.edu` are the domain and all below it; `host:8443` is that port alone; `10.0.0.0/8` is a range; `*` is everything. */
export function isDirect(address: URL, noProxy: string | null): boolean {
  const hostname = address.hostname.replace(/^\[|\]$/g, '')
  const port = address.port || (address.protocol === 'https:' ? '443' : '80')
  return toRules(noProxy).some((rule) => (rule.port === null || rule.port === port) && isMeant(hostname, rule.host))
}

/** NO_PROXY as uv, git and npm all understand it: domains bare, and without ports, which they do not know. Null: never use the proxy. */
export function toCommonNoProxy(noProxy: string | null): string | null {
  const hosts = toRules(noProxy).map(({ host }) => host)
  return hosts.includes('*') ? null : hosts.join(',')
}

const toRules = (noProxy: string | null): readonly Rule[] =>
  (noProxy ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(toRule)

function toRule(entry: string): Rule {
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? []
  const host = bracketed ?? bare ?? entry // several colons: an IPv6 address
  return { host: host === '*' ? host : host.replace(/^\*?\./, ''), port: port ?? null }
}

function isMeant(hostname: string, host: string): boolean {
  if (host === '*') return true
  if (isIP(hostname) === 0) return hostname === host || hostname.endsWith(`.${host}`)
  const [network = '', prefix] = host.split('/')
  const kind = isIP(network)
  const bits = Number(prefix ?? (kind === 6 ? 128 : 32))
  if (kind === 0 || !(bits >= 0 && bits <= (kind === 6 ? 128 : 32))) return false
  const range = new BlockList()
  range.addSubnet(network, bits, kind === 6 ? 'ipv6' : 'ipv4')
  return range.check(hostname, isIP(hostname) === 6 ? 'ipv6' : 'ipv4')
}
