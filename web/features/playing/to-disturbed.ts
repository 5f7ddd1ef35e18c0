import type { PlayingAnswer } from '../../../src/api/contract/playing.ts'

/** What is going on, if anything. */
export interface GoingOn {
  /** undefined: not known yet. */
  readonly playing: PlayingAnswer | undefined
  /** Until when a study is open; null: none is. */
  readonly openUntil: string | null
}

/** Whom or what it would disturb. */
export type Disturbed = 'people' | 'study' | 'both'

/** Whether somebody plays, or may, and whether a study is open; null: there is nothing to disturb. */
export function toDisturbed({ playing, openUntil }: GoingOn): Disturbed | null {
  const people = playing !== undefined && (!playing.known || playing.participants > 0)
  if (openUntil === null) return people ? 'people' : null
  return people ? 'both' : 'study'
}
