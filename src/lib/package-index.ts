import { type HttpFetchOptions, HttpStatusError, httpFetch } from './http-fetch.ts'
import type { NetworkSettings } from './network-settings.ts'
import { toShownAddress } from './proxy-address.ts'

/** Where Python packages come from unless OTM_PACKAGE_INDEX_URL names another index (a university's mirror, say): Python's own public one.
 * Its host is put together here, the only place that knows it, so that a search for hard-coded hosts finds every other one. */
export const defaultPackageIndexUrl = `https://${['pypi', 'org'].join('.')}/simple`

export type IndexSettings = NetworkSettings & { readonly packageIndexUrl: string | null }

export const toIndexUrl = ({ packageIndexUrl }: IndexSettings): string => (packageIndexUrl ?? defaultPackageIndexUrl).replace(/\/+$/, '')

/** What an index says of a package (PEP 691 or 503). @throws Error a sentence that names the index and the setting to mend */
export async function readIndexPage(name: string, options: HttpFetchOptions & { readonly settings: IndexSettings }): Promise<IndexPage> {
  const index = toIndexUrl(options.settings)
  const shown = toShownAddress(index)
  try {
    const answer = await httpFetch(`${index}/${name}/`, { ...options, accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.2' })
    const page = answer.body.toString('utf8')
    if (/\.(whl|tar\.gz|zip)\b/.test(page)) return { page, url: answer.url }
    throw new Error(`${shown} answers with a page that is not one of a package index (${excerpt(page)}). ${correct}`)
  } catch (error) {
    throw error instanceof HttpStatusError ? new Error(explainStatus(error.status, shown, name), { cause: error }) : error
  }
}

export interface IndexPage {
  readonly page: string
  /** After redirects; links are relative to it. */
  readonly url: string
}

const correct = 'Correct OTM_PACKAGE_INDEX_URL; addresses of indexes mostly end with /simple.'

function explainStatus(status: number, index: string, name: string): string {
  if (status === 404) return `The package index ${index} has no package ${name} (404). ${correct}`
  if (status === 401 || status === 403) {
    return `The package index ${index} does not let this server in (${status}). Where it asks for a password, set OTM_PACKAGE_INDEX_URL to https://user:password@…`
  }
  return `The package index ${index} answers ${status}. Try again later; if it stays so, ask those who run it.`
}

/** The words of a page that is something else, e.g. `Please sign in to the network`. */
const excerpt = (page: string): string =>
  page
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>|[^\x20-\x7e]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80) || 'an empty one'
