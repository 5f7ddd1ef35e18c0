import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CertificateAuthority, makeAuthority } from './certificate-authority.ts'
import { gitSite } from './git-site.ts'
import { type InterceptingProxy, startProxy } from './intercepting-proxy.ts'
import { makeNetworkNamespace, type NetworkNamespace } from './network-namespace.ts'
import { packageMirror } from './package-mirror.ts'
import { pyenvVersions } from './python-site.ts'

/** A university's network: machines in it reach nothing but its proxy, which opens what is encrypted. Behind the proxy are a mirror of the package
 * index, a host of git repositories, and what a test adds. */
export interface University {
  readonly network: NetworkNamespace
  readonly authority: CertificateAuthority
  readonly proxy: InterceptingProxy
  /** `http://ADDRESS:PORT` */
  readonly proxyUrl: string
  /** Where `NAME.git` are. */
  readonly repositories: string
  readonly scratch: string
  /** What runs a program on a machine in it: without this machine's certificates, its PostgreSQL, and its Pythons but the system's. */
  readonly launcher: readonly string[]
  close(): Promise<void>
}

export const indexHost = 'index.example.edu'
export const gitHost = 'git.example.edu'
export const packageIndexUrl = `https://${indexHost}/simple`

/** @param hosts  further hosts for which the proxy shall have certificates */
export async function openUniversity(hosts: readonly string[] = []): Promise<University> {
  const scratch = await mkdtemp(join(tmpdir(), 'otm-university-'))
  const repositories = join(scratch, 'repositories')
  await mkdir(repositories)
  const network = await makeNetworkNamespace()
  try {
    const authority = await makeAuthority(scratch, [indexHost, gitHost, ...hosts])
    const proxy = await startProxy(network.outside, authority)
    proxy.sites.set(indexHost, packageMirror()).set(gitHost, gitSite(repositories))
    const close = async (): Promise<void> => {
      proxy.close()
      await network.remove()
      await rm(scratch, { recursive: true, force: true })
    }
    const proxyUrl = `http://${network.outside}:${proxy.port}`
    return { network, authority, proxy, proxyUrl, repositories, scratch, launcher: toLauncher(network), close }
  } catch (error) {
    await network.remove()
    await rm(scratch, { recursive: true, force: true })
    throw error
  }
}

/** How this machine itself trusts and reaches others, which would hide that ours are not used. */
const ofThisMachine =
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|.*_CA_BUNDLE|GIT_SSL_CAINFO|PIP_.*|UV_.*|npm_config_.*|(https?|no|all)_proxy)$/i
const hidden = ['/usr/lib/postgresql', pyenvVersions]

function toLauncher({ launcher }: NetworkNamespace): readonly string[] {
  const unset = Object.keys(process.env).flatMap((name) => (ofThisMachine.test(name) ? ['-u', name] : []))
  const hide = hidden.filter(existsSync).map((directory) => `mount -t tmpfs none ${directory} && `)
  return [...launcher, 'env', ...unset, 'unshare', '--mount', '--', 'sh', '-c', `${hide.join('')}exec "$@"`, 'sh']
}
