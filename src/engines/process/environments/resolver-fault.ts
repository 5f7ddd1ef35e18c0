import type { RequirementsPlan } from '../../../domain/engine.ts'
import { ManagerError } from '../../../domain/error.ts'

/** Why uv failed, told by what it printed. */
export type ResolverFault = 'wrong-python' | 'no-network' | 'disk-full' | 'unresolvable'

const wrongPython =
  /only compatible with these Python versions|This version of oTree (is not compatible with|requires) Python|current Python version \([\d.]+\) does not satisfy|no wheels with a matching Python (version tag|ABI)|requires a different Python|Python version not supported/i
const noNetwork =
  /error sending request|dns error|failed to lookup address|Connection refused|tcp connect error|operation timed out|Could not connect|tunnel error/i
const diskFull = /No space left on device|os error 28|Disk quota exceeded|os error 122/i

export function toResolverFault(output: string): ResolverFault {
  if (diskFull.test(output)) return 'disk-full'
  if (wrongPython.test(output)) return 'wrong-python'
  return noNetwork.test(output) ? 'no-network' : 'unresolvable'
}

export const diskFullError = (): ManagerError =>
  new ManagerError(
    'disk_full',
    "The server's disk is full, so the packages could not be installed. Ask the server's administrator to make room, then deploy again.",
  )

/** What to tell when no Python was good enough; the resolver's own words are in the message, all of them in `facts.log`. */
export function resolverError(fault: ResolverFault, output: string, plan: RequirementsPlan): ManagerError {
  const log = output.trim().slice(-8000)
  if (fault === 'disk-full') return diskFullError()
  if (fault === 'no-network') {
    return new ManagerError(
      'engine.unavailable',
      `The package index cannot be reached, so nothing could be installed. Try again later; if it stays so, the server's administrator should look at its network. The installer says:\n${excerpt(log)}`,
      { log },
    )
  }
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
