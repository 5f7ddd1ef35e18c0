import type { InstanceId } from '../domain/names.ts'
import { newSecret } from '../lib/ids.ts'
import { startHookServer } from './hook-server.ts'
import { createHooksDirectory, hookEnv } from './hooks-directory.ts'
import type { ReceiverOptions } from './push.ts'
import { Reception, type ReceptionInput } from './reception.ts'
import { toRepositoryDirectory } from './repository-directory.ts'
import { sweepAfterCrash, sweepPushes } from './tidy-repository.ts'

export interface Receiver {
  readonly hooksDirectory: string
  /** The SSH Git URL of an instance by its name. */
  toGitUrl(name: string): string
  /** Before `git receive-pack` starts. */
  begin(push: Pick<ReceptionInput, 'instance' | 'by' | 'auditAs' | 'url' | 'mayStill'>): Reception
  /** Lets go of all pushes under way; their deployments are the operations' concern. */
  close(): Promise<void>
}

/** The manager's side of a push: decides about refs, hands the commit on, streams what it hears. Used over SSH and HTTPS alike. */
export async function createReceiver(options: ReceiverOptions): Promise<Receiver> {
  await sweepAfterCrash(options.dataDir, options.wantedCommits ?? new Set())
  const receptions = new Map<string, Reception>()
  const ending = new AbortController()
  const server = await startHookServer(options.socketPath, async (question, say) => {
    const reception = receptions.get(question.token)
    if (!reception) throw new Error('A hook came with a token that is not known.')
    return reception.answer(question, say)
  })
  const hooksDirectory = await createHooksDirectory(options.dataDir)
  const busy = new Set<InstanceId>()
  return {
    hooksDirectory,
    toGitUrl: options.toGitUrl,
    begin: (push) => {
      const { instance } = push
      const token = newSecret()
      const env = hookEnv(options.socketPath, token)
      const forget = (): void => void receptions.delete(token)
      const sweep = async (): Promise<void> => {
        const isLast = ![...receptions.values()].some((other) => other.instanceId === instance.id)
        if (isLast) await sweepPushes(toRepositoryDirectory(options.dataDir, instance.id))
      }
      const reception = new Reception({ ...push, env, options, busy, signal: ending.signal, forget, sweep })
      receptions.set(token, reception)
      return reception
    },
    close: async () => {
      ending.abort()
      await server.close()
    },
  }
}
