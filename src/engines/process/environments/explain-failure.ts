import type { ManagerError } from '../../../domain/error.ts'
import { readIndexPage } from '../../../lib/package-index.ts'
import { serverCannotFetch } from '../cannot-fetch.ts'
import { type Attempt, mayBeNoIndex, type ResolverFault, resolverError } from './resolver-fault.ts'

interface Failure {
  readonly fault: ResolverFault
  readonly output: string
}

/** Why nothing could be installed. Where uv found nothing, the index is asked once more, for the one package that every index for oTree has:
 * the project is not to blame for an index that is none. */
export async function explainFailure({ fault, output }: Failure, attempt: Attempt): Promise<ManagerError> {
  const { settings } = attempt
  if (fault !== 'unresolvable' || !mayBeNoIndex(output)) return resolverError(fault, output, attempt)
  try {
    await readIndexPage('otree', { settings, signal: AbortSignal.timeout(10_000) })
    return resolverError(fault, output, attempt)
  } catch (error) {
    return serverCannotFetch('packages', error instanceof Error ? error.message : String(error), {
      settings,
      log: output.trim().slice(-8000),
      cause: error,
    })
  }
}
