import type { Instance } from './instance.ts'
import type { OperationKind } from './operation.ts'
import type { Playing } from './playing.ts'

/** What a person asked for. */
export interface AskedOperation {
  readonly kind: OperationKind
  readonly instance: Instance
  /** Whether they said that it shall be done although it disturbs people who play. */
  readonly disturb: boolean
}

/** Protects people who play from what others do. What the manager does by itself, and goes on with after its death, does not ask. */
export interface SessionGuard {
  /** Who is on it at this moment. */
  playing(instance: Instance): Promise<Playing>
  /** @returns what is done all the same, a sentence for the audit log; null: nobody is disturbed @throws ManagerError `playing`, `study_open` */
  admit(asked: AskedOperation): Promise<string | null>
}
