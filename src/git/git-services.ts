import type { GitVerb } from '../domain/git-over-http.ts'
import type { Action } from '../domain/policy.ts'
import { gitSettings } from './git-command.ts'

export const gitActions = { 'receive-pack': 'git.push', 'upload-pack': 'git.read' } as const satisfies Record<GitVerb, Action>

/** What a git works on, and with which settings. */
export interface GitService {
  readonly verb: GitVerb
  readonly repository: string
  readonly settings: Readonly<Record<string, string>>
}

/** How a git is started. */
export interface GitProgram {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const mib = 1024 ** 2

/** Faults of old, honest histories that other git hosts let pass, too. */
const toleratedFaults = ['zeroPaddedFilemode', 'badTimezone', 'missingSpaceBeforeDate', 'missingEmail', 'missingSpaceBeforeEmail']

interface ReceivePack {
  readonly repository: string
  readonly hooksDirectory: string
  readonly maxPushMib: number
}

/** Takes a push: every object checked, in quarantine until the hook agrees, and branches written by the manager alone. */
export function receivePackService({ repository, hooksDirectory, maxPushMib }: ReceivePack): GitService {
  const settings = {
    ...hidden,
    'core.hooksPath': hooksDirectory,
    'receive.fsckObjects': 'true',
    'transfer.fsckObjects': 'true',
    'receive.unpackLimit': '1',
    'receive.autogc': 'false',
    'receive.denyDeletes': 'true',
    'receive.advertiseAtomic': 'false',
    'receive.advertisePushOptions': 'true',
    // A little above the manager's own limit, whose sentence says more.
    'receive.maxInputSize': String((maxPushMib + 1) * mib),
    'receive.procReceiveRefs': 'refs/heads',
    'pack.threads': '1',
    ...Object.fromEntries(toleratedFaults.map((fault) => [`receive.fsck.${fault}`, 'ignore'])),
  }
  return { verb: 'receive-pack', repository, settings }
}

/** Serves a clone or a fetch. */
export const uploadPackService = (repository: string): GitService => ({
  verb: 'upload-pack',
  repository,
  settings: { ...hidden, 'pack.threads': '1', 'pack.windowMemory': '64m' },
})

/** What the manager pins deployments with is nobody else's to see or to push. */
const hidden = { 'transfer.hideRefs': 'refs/otm' }

/** A git that speaks with its client itself, as over SSH. */
export const toDirectProgram = ({ verb, repository, settings }: GitService): GitProgram => ({
  args: [...gitSettings(settings), verb, ...(verb === 'upload-pack' ? ['--strict', '--timeout=600'] : []), repository],
  env: {},
})
