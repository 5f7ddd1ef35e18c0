import type { RequirementsPlan } from '../../../domain/engine.ts'
import type { ManagerError } from '../../../domain/error.ts'
import { type IndexSettings, readIndexPage } from '../../../lib/package-index.ts'
import { serverCannotFetch } from '../cannot-fetch.ts'
import { type Aim, pinsOf } from './aim.ts'
import { findMissing, type MissingLine } from './find-missing.ts'
import { isAboutMistakenName, missingError, vanishedError } from './missing-packages.ts'
import { mayBeNoIndex, type ResolverFault, resolverError, toResolverFault } from './resolver-fault.ts'
import type { Builder } from './run-uv.ts'

interface Failure {
  readonly plan: RequirementsPlan
  readonly aim: Aim
  /** What uv printed. */
  readonly output: string
}

/** The sentence for what uv could not do: the server's network where it is to blame, else all lines that cannot be had, else uv's own words. */
export async function explainFailure(builder: Builder, failure: Failure): Promise<ManagerError> {
  const { settings } = builder
  const { plan, output } = failure
  const fault = toResolverFault(output)
  if (!isProjects(fault, plan)) return resolverError(fault, output, { plan, settings })
  return (await findNoIndex(output, settings)) ?? (await explainLines(builder, failure))
}

/** Whether lines of the project may be the cause. Without addresses in them, what cannot be reached is the server's index. */
const isProjects = (fault: ResolverFault, { lines }: RequirementsPlan): boolean =>
  fault === 'unresolvable' || (fault !== 'disk-full' && fault !== 'wrong-python' && lines.some((line) => line.includes('://')))

/** Where uv found nothing, the index is asked once more, for the one package that every index for oTree has: the project is not to blame
 * for an index that is none. */
export async function findNoIndex(output: string, settings: IndexSettings): Promise<ManagerError | undefined> {
  if (!mayBeNoIndex(output)) return undefined
  try {
    await readIndexPage('otree', { settings, signal: AbortSignal.timeout(10_000) })
    return undefined
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    return serverCannotFetch('packages', what, { settings, log: output.trim().slice(-8000), cause: error })
  }
}

async function explainLines(builder: Builder, { plan, aim, output }: Failure): Promise<ManagerError> {
  const lines = aim.kind === 'locked' ? pinsOf(aim.lock) : plan.lines
  const missing = await findMissing(builder, lines)
  const gone = missing.filter(({ why }) => why !== 'unreachable')
  if (aim.kind === 'locked' && gone.length > 0) return vanishedError(gone, output)
  const isEverything = missing.length === lines.length && gone.length === 0 // the network, not the project
  const all = [...missing, ...mistakenLines(plan, missing, output)]
  if (all.length > 0 && !isEverything) return missingError(all, output)
  return resolverError(toResolverFault(output), output, { plan, settings: builder.settings })
}

const mistakenLines = ({ lines }: RequirementsPlan, missing: readonly MissingLine[], output: string): readonly MissingLine[] =>
  lines
    .filter((line) => isAboutMistakenName(line, output) && missing.every((each) => each.line !== line))
    .map((line) => ({ line, why: 'unknown' as const }))
