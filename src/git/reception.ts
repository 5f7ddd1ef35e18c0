import { isManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, Username } from '../domain/names.ts'
import type { AskedAction } from '../domain/person.ts'
import { newId } from '../lib/ids.ts'
import { busyForPush } from '../operations/phrases.ts'
import { runGit } from './git-command.ts'
import type { HookQuestion } from './hook-server.ts'
import type { PushResult, ReceiverOptions } from './push.ts'
import { readPushOptions } from './push-options.ts'
import { decidePush } from './push-rules.ts'
import { toRepositoryDirectory } from './repository-directory.ts'

export interface ReceptionInput {
  readonly instance: Instance
  readonly by: Username
  /** As the audit log tells of it. */
  readonly auditAs: AskedAction
  /** The instance's Git URL, for advice. */
  readonly url: string
  /** Whether they still may, when all of the push is here, which takes as long as they like. @returns why not; null: they may */
  mayStill(): Promise<string | null>
  /** For `git receive-pack`: where its hooks ask. */
  readonly env: Readonly<Record<string, string>>
  readonly options: ReceiverOptions
  /** The instances whose pushes are being deployed. */
  readonly busy: Set<InstanceId>
  readonly signal: AbortSignal
  /** Its token is worth nothing from now on. */
  readonly forget: () => void
  /** Removes what it may have left, when no other push of the instance is under way. */
  readonly sweep: () => Promise<void>
}

interface TakenPush {
  readonly ref: string
  readonly commit: string
}

type Say = (line: string) => void

/** One push, from the start of `git receive-pack` to its end. */
export class Reception {
  readonly env: Readonly<Record<string, string>>
  readonly #input: ReceptionInput
  readonly #repository: string
  /** The answer to `pre-receive`, once it was asked. */
  #answered: Promise<TakenPush | null> | null = null
  #isDeploying = false
  #settled: Promise<void> | null = null

  constructor(input: ReceptionInput) {
    this.env = input.env
    this.#input = input
    this.#repository = toRepositoryDirectory(input.options.dataDir, input.instance.id)
  }

  get instanceId(): InstanceId {
    return this.#input.instance.id
  }

  /** From the hook's question to its answer. Meanwhile git must not be ended: the quarantine would go with it. */
  get isDeploying(): boolean {
    return this.#isDeploying
  }

  /** @returns the hook's exit code */
  async answer(question: HookQuestion, say: Say): Promise<number> {
    if (question.hook === 'proc-receive') return this.#answerProcReceive()
    if (this.#answered) return 1
    this.#answered = this.#preReceive(question, say)
    return (await this.#answered) ? 0 : 1
  }

  /** After `git receive-pack` has ended, however it did. */
  async ended(): Promise<void> {
    this.#input.forget()
    const taken = await this.#answerUnlessStopped()
    if (taken) await this.#settle(taken).catch(this.#input.options.report)
    await this.#input.sweep().catch(this.#input.options.report)
  }

  async #answerUnlessStopped(): Promise<TakenPush | null> {
    const { promise, resolve } = Promise.withResolvers<null>()
    const stop = (): void => resolve(null)
    this.#input.signal.addEventListener('abort', stop)
    try {
      return await Promise.race([this.#answered, promise])
    } finally {
      this.#input.signal.removeEventListener('abort', stop)
    }
  }

  async #preReceive(question: HookQuestion, say: Say): Promise<TakenPush | null> {
    const decision = decidePush(question.updates, this.#input.url)
    if (decision.kind === 'declined') return declined(decision.message, say)
    this.#isDeploying = true
    try {
      const result = await this.#deploy(decision, question, say)
      return result.accepted ? decision : declined(result.message, say)
    } catch (error) {
      return declined(this.#toSentence(error), say)
    } finally {
      this.#isDeploying = false
    }
  }

  async #deploy({ ref, commit }: TakenPush, { quarantine, ...question }: HookQuestion, say: Say): Promise<PushResult> {
    const { instance, by, auditAs, options, busy, signal } = this.#input
    const pushOptions = readPushOptions(question.options)
    const operation = options.currentOperation(instance.id)
    if (operation || busy.has(instance.id)) return { accepted: false, message: busyForPush(instance.name, operation) }
    if (!quarantine) throw new Error('git came without a quarantine.')
    busy.add(instance.id)
    try {
      if (!(await this.#isCommit(commit, quarantine)))
        return { accepted: false, message: 'What was pushed is not a commit. Push a branch.' }
      const objection = await this.#input.mayStill()
      if (objection !== null) return { accepted: false, message: objection }
      return await options.onPush({ instance, by, auditAs, commit, ref, options: pushOptions, quarantine, write: say, signal })
    } finally {
      busy.delete(instance.id)
    }
  }

  async #isCommit(object: string, quarantine: NonNullable<HookQuestion['quarantine']>): Promise<boolean> {
    const env = {
      GIT_OBJECT_DIRECTORY: quarantine.objectDirectory,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quarantine.alternateObjectDirectories,
    }
    return (await runGit(this.#repository, ['cat-file', '-t', object], { env })).trim() === 'commit'
  }

  async #answerProcReceive(): Promise<number> {
    const taken = await this.#answered
    if (!taken) return 1
    try {
      await this.#settle(taken)
    } catch (error) {
      this.#input.options.report(error)
    }
    return 0 // it was deployed, whatever became of the branch
  }

  /** Makes the branches show what was taken; once. A `master` that somebody pushed to goes along with main from then on. */
  #settle({ ref, commit }: TakenPush): Promise<void> {
    const settle = async (): Promise<void> => {
      if (ref === 'refs/heads/master') await runGit(this.#repository, ['update-ref', ref, commit])
      await this.#input.options.onPushed({ instance: this.#input.instance, commit })
    }
    this.#settled ??= settle()
    return this.#settled
  }

  #toSentence(error: unknown): string {
    if (isManagerError(error)) return error.message
    const errorId = newId('e', 8)
    this.#input.options.report(Object.assign(new Error(`A push failed (${errorId}).`, { cause: error }), { errorId }))
    return `Something went wrong that nobody expected. Nothing was changed; tell whoever runs this server the error id ${errorId}.`
  }
}

function declined(message: string, say: Say): null {
  for (const line of ['', message, '']) say(line)
  return null
}
