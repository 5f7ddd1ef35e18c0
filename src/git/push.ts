import type { Instance } from '../domain/instance.ts'
import type { InstanceId, Username } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import type { AskedAction } from '../domain/person.ts'
import type { Quarantine } from '../domain/repositories.ts'
import type { PushOptions } from './push-options.ts'

/** A push that waits for an answer; its objects are in `quarantine`, and gone when it is declined. */
export interface Push {
  readonly instance: Instance
  readonly by: Username
  /** As the audit log tells of it. */
  readonly auditAs: AskedAction
  readonly commit: string
  /** `refs/heads/main` or `refs/heads/master`, which mean the same. */
  readonly ref: string
  readonly options: PushOptions
  readonly quarantine: Quarantine
  /** Shows a line to whoever pushes. */
  write(line: string): void
  /** Aborted when the manager ends. Not when the connection is lost: the deployment goes on. */
  readonly signal: AbortSignal
}

export type PushResult = { readonly accepted: true } | { readonly accepted: false; readonly message: string }

export interface ReceiverOptions {
  readonly dataDir: string
  /** Commits whose deployment the last manager left unfinished: their objects are kept. */
  readonly wantedCommits?: ReadonlySet<string>
  /** Where git's hooks reach the manager; a short path. */
  readonly socketPath: string
  /** The SSH Git URL of an instance by its name, for advice. */
  toGitUrl(name: string): string
  /** Deploys, and says whether the push is taken. What it throws declines the push. */
  onPush(push: Push): Promise<PushResult>
  /** Called once for each push that was taken, before its git ends or after the connection was lost: make main equal to what runs. */
  onPushed(pushed: { readonly instance: Instance; readonly commit: string }): Promise<void>
  /** What is being done to an instance. */
  currentOperation(id: InstanceId): Operation | null
  /** Gets what nobody expected. */
  report(error: unknown): void
}
