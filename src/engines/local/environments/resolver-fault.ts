import type { RequirementsPlan } from '../../../domain/engine.ts'
import { ManagerError } from '../../../domain/error.ts'
import { explainNetworkFault, type NetworkFault, toNetworkFault } from '../../../lib/network-fault.ts'
import { type IndexSettings, toIndexUrl } from '../../../lib/package-index.ts'
import { serverCannotFetch } from '../cannot-fetch.ts'

/** Why uv failed, told by what it printed. */
export type ResolverFault = 'wrong-python' | NetworkFault | 'disk-full' | 'unresolvable'

const wrongPython =
  /only compatible with these Python versions|This version of oTree (is not compatible with|requires) Python|current Python version \([\d.]+\) does not satisfy|no wheels with a matching Python (version tag|ABI)|requires a different Python|Python version not supported/i
const diskFull = /No space left on device|os error 28|Disk quota exceeded|os error 122/i
const foundNothing = /was not found in the package registry|there (is|are) no versions? of/i

export function toResolverFault(output: string): ResolverFault {
  if (diskFull.test(output)) return 'disk-full'
  if (wrongPython.test(output)) return 'wrong-python'
  return toNetworkFault(uvsOwnWords(output)) ?? 'unresolvable'
}

/** Without what a package printed while it was built: it may say anything of a network. */
const uvsOwnWords = (output: string): string => output.replace(/^[ \t]*\[(stdout|stderr)\][ \t\r]*$.*/ms, '')

/** Whether uv could also have said so of an index that is none: whatever that answers, to uv it is an index without the package. */
export const mayBeNoIndex = (output: string): boolean => foundNothing.test(output)

export const diskFullError = (): ManagerError =>
  new ManagerError(
    'disk_full',
    "The server's disk is full, so the packages could not be installed. Ask the server's administrator to make room, then deploy again.",
  )

export interface Attempt {
  readonly plan: RequirementsPlan
  readonly settings: IndexSettings
}

/** What to tell when no Python was good enough; the resolver's own words are in the message, all of them in `facts.log`. */
export function resolverError(fault: ResolverFault, output: string, { plan, settings }: Attempt): ManagerError {
  const log = output.trim().slice(-8000)
  if (fault === 'disk-full') return diskFullError()
  if (fault !== 'wrong-python' && fault !== 'unresolvable') return networkError(fault, log, { plan, settings })
  if (fault === 'wrong-python' && /version of oTree/i.test(log)) {
    return new ManagerError(
      'project.unsupported_otree',
      `No Python of this server suits this oTree. It says:\n${excerpt(log)}\nChoose another version of oTree in requirements.txt.`,
      {
        log,
      },
    )
  }
  return new ManagerError(
    'project.unresolvable',
    `What requirements.txt asks for cannot be installed. The installer says:\n${excerpt(log)}\n${advice(log, plan)}`,
    { log },
  )
}

/** The proxy and the index are the administrator's; a host that requirements.txt names may as well be misspelt. */
function networkError(fault: NetworkFault, log: string, { plan, settings }: Attempt): ManagerError {
  const address = URL.parse(/https?:\/\/[^\s'"`)]+/.exec(log)?.[0] ?? '') ?? new URL(toIndexUrl(settings))
  const sentence = explainNetworkFault(fault, address, settings)
  const line = plan.lines.find((each) => each.includes(`//${address.host}`) || each.includes(`@${address.host}`))
  if (line === undefined || fault === 'proxy-password') return serverCannotFetch('packages', sentence, { settings, log })
  return new ManagerError(
    'project.unresolvable',
    `What requirements.txt asks for cannot be fetched from ${address.host}. Look whether the address in it is right. If it is, ask the server's administrator: ${sentence}`,
    { log },
  )
}

function advice(log: string, { lines }: RequirementsPlan): string {
  const culprit = lines.find((line) => {
    const name = /^[a-z0-9-]+/.exec(line)?.[0] ?? ''
    return name !== '' && name !== 'otree' && new RegExp(`(^|[\\s\`'"])${name}([\\s\`'"=<>!~]|$)`, 'im').test(log)
  })
  return culprit === undefined
    ? 'Change or remove the lines that it names, and deploy again.'
    : `Change or remove the line "${culprit}", and deploy again.`
}

/** The first and the last lines: builds can print thousands. */
function excerpt(log: string): string {
  const lines = log.split('\n').filter((line) => !/^\s*(Building|Built|Downloading|Downloaded|Using Python)\s/.test(line))
  return lines.length <= 30 ? lines.join('\n') : [...lines.slice(0, 10), '…', ...lines.slice(-20)].join('\n')
}
