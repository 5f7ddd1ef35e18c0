import { expiredCertificates } from '../../lib/certificates.ts'
import { readIndexPage, toIndexUrl } from '../../lib/package-index.ts'
import { passwordScrubber, toShownAddress } from '../../lib/proxy-address.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { toSentence } from './failed-check.ts'

type NetworkDeps = Pick<ApiDeps, 'settings'>
const deadlineMs = 10_000

/** Whether packages can be fetched, tried with the one that every installation needs. */
export async function checkPackages({ settings }: NetworkDeps): Promise<Check[]> {
  const used = describeNetwork(settings)
  const fault = await findFault(settings)
  if (fault === null) return [{ name: 'packages', state: 'ok', detail: `Packages can be fetched ${used}.`, remedy: null }]
  const remedy = passwordScrubber([settings.httpsProxy, settings.packageIndexUrl])(fault)
  return [
    { name: 'packages', state: 'warning', detail: `Packages cannot be fetched ${used}. What is here already goes on to work.`, remedy },
  ]
}

async function findFault(settings: NetworkDeps['settings']): Promise<string | null> {
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    const expired = settings.extraCaFile === null ? null : await expiredCertificates(settings.extraCaFile)
    if (expired !== null) return expired
    await readIndexPage('otree', { settings, signal })
    return null
  } catch (error) {
    return signal.aborted
      ? `There was no answer within ${deadlineMs / 1000} seconds. Check the network and HTTPS_PROXY.`
      : toSentence(error)
  }
}

/** e.g. `from https://index.example.edu/simple through the proxy http://proxy.example.edu:3128 with the certificates in /etc/ca.pem` */
function describeNetwork(settings: NetworkDeps['settings']): string {
  const { httpsProxy, noProxy, extraCaFile } = settings
  return [
    `from ${toShownAddress(toIndexUrl(settings))}`,
    httpsProxy === null ? 'without a proxy' : `through the proxy ${toShownAddress(httpsProxy)}`,
    ...(httpsProxy === null || noProxy === null ? [] : [`(except NO_PROXY: ${noProxy})`]),
    ...(extraCaFile === null ? [] : [`with the certificates in ${extraCaFile}`]),
  ].join(' ')
}
