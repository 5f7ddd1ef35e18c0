import type { ServerChannel } from 'ssh2'
import type { Instance } from '../../domain/instance.ts'
import type { Person } from '../../domain/person.ts'
import { type Action, type Caller, isAllowed } from '../../domain/policy.ts'
import { diskFullSentence, isDiskFull, saysDiskFull } from '../disk-full.ts'
import { receivePackArgs, uploadPackArgs } from '../git-services.ts'
import { toRepositoryDirectory } from '../repository-directory.ts'
import { type GitCommand, type GitVerb, parseGitCommand } from './parse-command.ts'
import { helloSentence, notFoundSentence, tooLargeSentence, trashedSentence } from './sentences.ts'
import { serveGit } from './serve-git.ts'
import type { SshDeps } from './ssh-deps.ts'

export interface GitRequest {
  readonly command: string
  readonly person: Person
  /** The client's address. */
  readonly from: string | null
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal
  /** The client's `GIT_PROTOCOL`, e.g. `version=2`. */
  readonly protocol: string | null
}

const actions = { 'receive-pack': 'git.push', 'upload-pack': 'git.read' } as const satisfies Record<GitVerb, Action>

const mib = 1024 ** 2

/** Does what a client asks for by a command, and gives the exit code. */
export async function answerCommand(channel: ServerChannel, request: GitRequest, deps: SshDeps): Promise<number> {
  const command = parseGitCommand(request.command)
  if (!command) return refuse(channel, helloSentence(request.person.username, deps.receiver.toGitUrl('NAME')))
  const instance = await findInstance(command, request, deps)
  if (!instance) return refuse(channel, notFoundSentence(command.name))
  if (instance.state === 'trashed') return refuse(channel, trashedSentence(instance.name))
  return command.verb === 'receive-pack' ? receive(channel, instance, { request, deps }) : upload(channel, instance, { request, deps })
}

function refuse(channel: ServerChannel, sentence: string): number {
  if (channel.writable) channel.stderr.write(`${sentence}\n`)
  return 1
}

/** Instances of others take the same way as those that do not exist, to the same answer. */
async function findInstance({ verb, name }: GitCommand, { person, from }: GitRequest, { store }: SshDeps): Promise<Instance | undefined> {
  const action = actions[verb]
  const caller: Caller = { kind: 'person', username: person.username, role: person.role, means: 'git', scope: 'all' }
  const instance = name === null ? undefined : await store.instances.find(name)
  const allowed = isAllowed(caller, action, instance?.owner ?? null) && instance !== undefined
  await store.audit.add({
    who: person.username,
    action,
    thing: `instance:${name ?? '?'}`,
    by: 'git',
    from,
    result: allowed ? 'allowed' : 'refused',
    detail: null,
  })
  return allowed ? instance : undefined
}

interface Context {
  readonly request: GitRequest
  readonly deps: SshDeps
}

function upload(channel: ServerChannel, instance: Instance, { request, deps }: Context): Promise<number> {
  return serveGit(channel, {
    args: uploadPackArgs(toRepositoryDirectory(deps.dataDir, instance.id)),
    env: request.protocol === null ? {} : { GIT_PROTOCOL: request.protocol },
    maxInputBytes: 64 * mib,
    tooLarge: 'Too much was asked for at once.',
    mustLive: () => false,
    gone: request.gone,
    stopping: deps.stopping,
  })
}

async function receive(channel: ServerChannel, instance: Instance, { request, deps }: Context): Promise<number> {
  const { maxPushMib, receiver, dataDir, stopping } = deps
  const repository = toRepositoryDirectory(dataDir, instance.id)
  if (await isDiskFull(repository)) return refuse(channel, diskFullSentence)
  const reception = receiver.begin({ instance, by: request.person.username })
  let diskFull = false
  try {
    return await serveGit(channel, {
      args: receivePackArgs({ repository, hooksDirectory: receiver.hooksDirectory, maxPushMib }),
      env: reception.env,
      maxInputBytes: maxPushMib * mib,
      tooLarge: tooLargeSentence(maxPushMib),
      mustLive: () => reception.isDeploying,
      onOutput: (chunk) => {
        diskFull ||= saysDiskFull(chunk.toString('latin1'))
      },
      gone: request.gone,
      stopping,
    })
  } finally {
    if (diskFull) refuse(channel, diskFullSentence)
    await reception.ended()
  }
}
