import type { OperationId } from './operation.ts'

/** An event says "fetch this again", nothing more; whoever may not read the thing when it is told does not hear of it. `owner`: whose it was when
 * it happened, for what is gone by then. */
export type ManagerEvent =
  | { readonly topic: 'instance'; readonly name: string; readonly owner: string }
  /** Another number of people is on it. */
  | { readonly topic: 'playing'; readonly name: string; readonly owner: string }
  | { readonly topic: 'operation'; readonly id: OperationId; readonly instance: string; readonly owner: string }
  | { readonly topic: 'operation-log'; readonly id: OperationId; readonly instance: string; readonly owner: string }
  /** These people see other instances now than before, or may do other things. */
  | { readonly topic: 'access'; readonly usernames: readonly string[] }
  /** A sign-in or token of this person has ended; whoever still listens by it is asked anew who they are, but for the page with the token `besides`, which
   * ended it itself and goes on with another one. Nobody is told. */
  | { readonly topic: 'sign-ins'; readonly owner: string; readonly besides?: string }
  | { readonly topic: 'people' }
  | { readonly topic: 'keys'; readonly owner: string }

export interface Events {
  publish(event: ManagerEvent): void
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ManagerEvent) => void): () => void
}
