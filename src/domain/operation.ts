import type { InstanceId, Username } from './names.ts'
import type { AskedAction } from './person.ts'

/** `o` + 12 base32 characters; sortable by nothing, unique for ever. */
export type OperationId = string & { readonly __operationId?: never }

export const operationKinds = [
  'create-instance',
  'deploy-instance',
  'start-instance',
  'stop-instance',
  'sleep-instance',
  'restart-instance',
  'delete-instance',
  'restore-instance',
  'reset-database',
  'move-instance',
  'rename-instance',
  'copy-instance',
  'purge-instance',
  'set-password',
  'change-settings',
  'scale-instance',
] as const
export type OperationKind = (typeof operationKinds)[number]

export type OperationState = 'queued' | 'running' | 'undoing' | 'done' | 'failed' | 'cancelled'
export const endStates: ReadonlySet<OperationState> = new Set(['done', 'failed', 'cancelled'])

export interface StepRecord {
  readonly title: string
  readonly state: 'running' | 'done' | 'failed'
  readonly startedAt: string
  readonly finishedAt: string | null
}

/** What a page can make buttons of. */
export interface ErrorFacts {
  /** The folders that could be deployed instead; `.` is the root. */
  readonly folders?: readonly string[]
}

export interface OperationError {
  readonly code: string
  readonly detail: string
  readonly facts?: ErrorFacts
}

export interface Operation {
  readonly id: OperationId
  readonly kind: OperationKind
  readonly instanceId: InstanceId
  /** Who asked, or `server`: the manager itself, or who sits at the server and uses its command line. */
  readonly by: Username | 'server'
  readonly state: OperationState
  /** Whether the point of no return is passed: from there on it is finished, not undone, and cannot be cancelled. */
  readonly committed: boolean
  /** How often it was begun; more than one after the manager's death. */
  readonly attempts: number
  readonly input: Readonly<Record<string, unknown>>
  readonly steps: readonly StepRecord[]
  readonly error: OperationError | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly deadlineAt: string
}

/** What an action gets to work with. Every step must be safe to run again from the start: after a crash the whole action is. */
export interface OperationContext {
  readonly operationId: OperationId
  readonly instanceId: InstanceId
  readonly by: Username | 'server'
  readonly signal: AbortSignal
  /** Runs one named step, journalled before and after. */
  step<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Adds a line to the operation's log, live for everybody who watches. */
  log(line: string): void
  /** From here on: finish, never undo. */
  commit(): Promise<void>
}

/** A long action. `run` and `undo` are idempotent. After the manager's death `run` is called again; when `run` fails before `commit`, `undo` is. */
export interface OperationDefinition<Input extends object = object> {
  readonly kind: OperationKind
  readonly deadlineMs: number
  /** Instances that it works on besides its own: nothing else is done to them meanwhile. */
  alsoOn?(input: Input): readonly InstanceId[]
  run(context: OperationContext, input: Input): Promise<void>
  undo(context: OperationContext, input: Input): Promise<void>
  /** Writes down elsewhere that it failed or was cancelled, just before its own end is written, whatever led to that; idempotent. */
  recordFailure?(instanceId: InstanceId, input: Input, error: OperationError): Promise<void>
}

/** What others may ask of the operations. Implemented in `operations/`. */
export interface Operations {
  /** Writes the operation to the journal, and starts it when nothing else is being done to its instance.
   * @throws ManagerError `busy` when another operation on that instance is under way */
  start(request: {
    readonly kind: OperationKind
    readonly instanceId: InstanceId
    readonly by: Username | 'server'
    readonly input: Readonly<Record<string, unknown>>
    /** Whether its end is to be told to whoever began it, now or at their next visit; default: they see to it themselves. */
    readonly toTell?: boolean
    /** What the audit log says of who asked for it. When it fails, one more row says so; left out: nobody asked, and none does. */
    readonly auditAs?: AskedAction
  }): Promise<Operation>
  /** @throws ManagerError `not_found`, `conflict` (past the point of no return, or ended) */
  cancel(id: OperationId): Promise<void>
  /** Resolves with the operation in an end state. */
  wait(id: OperationId, signal?: AbortSignal): Promise<Operation>
  /** The log from a byte offset on, and live until the operation ends. */
  followLog(id: OperationId, fromByte: number, signal: AbortSignal): AsyncIterable<string>
  /** The operation under way on an instance, if any. */
  current(instanceId: InstanceId): Operation | null
}
