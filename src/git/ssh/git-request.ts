import type { ServerChannel } from 'ssh2'
import type { Person } from '../../domain/person.ts'
import { admit, findObjection, type GitVisit, toAskedAction, toVisitEntry } from '../admit.ts'
import { toDirectProgram } from '../git-services.ts'
import { helloSentence, lockedOutSentence, renamedSentence } from '../sentences.ts'
import { serveRepository } from '../serve-repository.ts'
import type { FindPerson } from './authenticate.ts'
import { parseGitCommand } from './parse-command.ts'
import type { SshDeps } from './ssh-deps.ts'
import { toSshPeer } from './ssh-peer.ts'

export interface GitRequest {
  readonly command: string
  readonly findPerson: FindPerson
  /** The client's address. */
  readonly from: string | null
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal
  /** The client's `GIT_PROTOCOL`, e.g. `version=2`. */
  readonly protocol: string | null
}

/** Does what a client asks for by a command, and gives the exit code. */
export async function answerCommand(channel: ServerChannel, request: GitRequest, deps: SshDeps): Promise<number> {
  const { findPerson, from, gone, protocol } = request
  const peer = toSshPeer(channel, gone)
  const refuse = (sentence: string): number => {
    peer.say(sentence)
    return 1
  }
  const person = await findPerson()
  if (!person) return refuse(lockedOutSentence)
  const command = parseGitCommand(request.command)
  if (!command) return refuse(helloSentence(person.username, deps.receiver.toGitUrl('NAME')))
  const { verb, name } = command
  const visit: GitVisit = { caller: toCaller(person), verb, name, from }
  const admission = await admit(visit, deps)
  await deps.store.audit.add(toVisitEntry(visit, admission))
  if (!admission.instance) return refuse(admission.sentence)
  const { instance } = admission
  if (name !== null && name !== instance.name) peer.say(renamedSentence(name, instance.name, deps.receiver.toGitUrl(instance.name)))
  return serveRepository(
    {
      peer,
      instance,
      verb,
      by: person.username,
      auditAs: toAskedAction(visit, instance),
      url: deps.receiver.toGitUrl(instance.name),
      mayStill: async () => {
        const now = await findPerson()
        return now ? findObjection({ ...visit, caller: toCaller(now) }, deps) : lockedOutSentence
      },
      toProgram: (service) => ({ ...toDirectProgram(service), env: protocol === null ? {} : { GIT_PROTOCOL: protocol } }),
    },
    deps,
  )
}

const toCaller = ({ username, role }: Person): GitVisit['caller'] => ({ kind: 'person', username, role, means: 'git', scope: 'all' })
