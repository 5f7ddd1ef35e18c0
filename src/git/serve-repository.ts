import type { GitVerb } from '../domain/git-over-http.ts'
import type { Instance } from '../domain/instance.ts'
import type { Username } from '../domain/names.ts'
import type { AskedAction } from '../domain/person.ts'
import { diskFullSentence, saysDiskFull } from '../lib/disk-full.ts'
import type { GitDeps } from './git-deps.ts'
import type { GitPeer } from './git-peer.ts'
import { type GitProgram, type GitService, receivePackService, uploadPackService } from './git-services.ts'
import { toRepositoryDirectory } from './repository-directory.ts'
import { tooLargeSentence } from './sentences.ts'
import { serveGit } from './serve-git.ts'

/** What somebody who was admitted gets. */
export interface RepositoryTask {
  readonly peer: GitPeer
  readonly instance: Instance
  readonly verb: GitVerb
  readonly by: Username
  /** As the audit log tells of it. */
  readonly auditAs: AskedAction
  /** The instance's Git URL of the kind that they used, for advice. */
  readonly url: string
  /** Whether they would be let in again, asked before what they pushed is deployed. @returns why not; null: they would */
  mayStill(): Promise<string | null>
  /** How the real git is started for it. */
  toProgram(service: GitService): GitProgram
}

const mib = 1024 ** 2

/** Serves a push, a clone or a fetch until it is over, and gives git's exit code. */
export const serveRepository = (task: RepositoryTask, deps: GitDeps): Promise<number> =>
  task.verb === 'receive-pack' ? receive(task, deps) : upload(task, deps)

function upload({ peer, instance, toProgram }: RepositoryTask, { dataDir, stopping }: GitDeps): Promise<number> {
  return serveGit(peer, {
    ...toProgram(uploadPackService(toRepositoryDirectory(dataDir, instance.id))),
    maxInputBytes: 64 * mib,
    tooLarge: 'Too much was asked for at once.',
    mustLive: () => false,
    stopping,
  })
}

async function receive({ peer, toProgram, ...push }: RepositoryTask, deps: GitDeps): Promise<number> {
  const { maxPushMib, receiver, dataDir, stopping } = deps
  const repository = toRepositoryDirectory(dataDir, push.instance.id)
  const program = toProgram(receivePackService({ repository, hooksDirectory: receiver.hooksDirectory, maxPushMib }))
  const reception = receiver.begin(push)
  let diskFull = false
  try {
    return await serveGit(peer, {
      args: program.args,
      env: { ...program.env, ...reception.env },
      maxInputBytes: maxPushMib * mib,
      tooLarge: tooLargeSentence(maxPushMib),
      mustLive: () => reception.isDeploying,
      onOutput: (chunk) => {
        diskFull ||= saysDiskFull(chunk.toString('latin1'))
      },
      stopping,
    })
  } finally {
    if (diskFull) peer.say(diskFullSentence)
    await reception.ended()
  }
}
