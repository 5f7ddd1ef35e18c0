import { gitSettings } from './git-command.ts'

const mib = 1024 ** 2

/** Faults of old, honest histories that other git hosts let pass, too. */
const toleratedFaults = ['zeroPaddedFilemode', 'badTimezone', 'missingSpaceBeforeDate', 'missingEmail', 'missingSpaceBeforeEmail']

interface ReceivePack {
  readonly repository: string
  readonly hooksDirectory: string
  readonly maxPushMib: number
}

/** Arguments of `git` that take a push: every object checked, in quarantine until the hook agrees, and branches written by the manager alone. */
export function receivePackArgs({ repository, hooksDirectory, maxPushMib }: ReceivePack): string[] {
  const settings = {
    ...hidden,
    'core.hooksPath': hooksDirectory,
    'receive.fsckObjects': 'true',
    'transfer.fsckObjects': 'true',
    'receive.unpackLimit': '1',
    'receive.autogc': 'false',
    'receive.denyDeletes': 'true',
    'receive.advertiseAtomic': 'false',
    'receive.advertisePushOptions': 'false',
    // A little above the manager's own limit, whose sentence says more.
    'receive.maxInputSize': String((maxPushMib + 1) * mib),
    'receive.procReceiveRefs': 'refs/heads',
    'pack.threads': '1',
    ...Object.fromEntries(toleratedFaults.map((fault) => [`receive.fsck.${fault}`, 'ignore'])),
  }
  return [...gitSettings(settings), 'receive-pack', repository]
}

/** Arguments of `git` that serve a clone or a fetch. */
export const uploadPackArgs = (repository: string): string[] => [
  ...gitSettings({ ...hidden, 'pack.threads': '1', 'pack.windowMemory': '64m' }),
  'upload-pack',
  '--strict',
  '--timeout=600',
  repository,
]

/** What the manager pins deployments with is nobody else's to see or to push. */
const hidden = { 'transfer.hideRefs': 'refs/otm' }
