import { describe, expect, it } from 'vitest'
import { describePlaying, nobodyPlays, type SessionPlaying } from './playing.ts'

const session = (change: Partial<SessionPlaying> = {}): SessionPlaying => ({
  code: 'abcd1234',
  label: null,
  configName: null,
  room: null,
  participants: 2,
  since: '2026-11-27T14:05:59.000Z',
  ...change,
})
const playing = (participants: number, sessions: readonly SessionPlaying[] = []) =>
  describePlaying('otree1', { participants, sessions, known: true })

describe('who plays, in words', () => {
  it('is how many', () => {
    expect(playing(1)).toBe('1 participant plays on "otree1" at this moment')
    expect(playing(20)).toBe('20 participants play on "otree1" at this moment')
  })

  it('names sessions by label, else by code, and what they are', () => {
    expect(playing(4, [session(), session({ label: 'Monday', configName: 'dictator' })])).toBe(
      '4 participants play on "otree1" at this moment: 2 in session "abcd1234", since 14:05 UTC, 2 in session "Monday" (dictator), since 14:05 UTC',
    )
  })

  it('names three at the most', () => {
    expect(
      playing(
        10,
        Array.from({ length: 5 }, (_, index) => session({ code: `s${index}` })),
      ),
    ).toMatch(/"s2", .*and in 2 more sessions$/)
  })

  it('says when it cannot be seen', () => {
    expect(describePlaying('otree1', { ...nobodyPlays, known: false })).toMatch(/^It cannot be seen whether anybody plays on "otree1"/)
  })
})
