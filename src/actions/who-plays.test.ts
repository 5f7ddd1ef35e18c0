import { describe, expect, it } from 'vitest'
import type { ParticipantRow, SessionRow } from '../otree/read-participants.ts'
import { toPlaying } from './who-plays.ts'

const now = Date.parse('2026-11-27T15:00:00Z')
const minutesAgo = (minutes: number): number => now - minutes * 60_000
const monday: SessionRow = { code: 'monday', label: 'Monday', configName: 'dictator', room: 'lab' }
const pilot: SessionRow = { code: 'pilot', label: null, configName: null, room: null }
const row = (lastMinutes: number | null, session = monday, startedMinutes: number | null = 30): ParticipantRow => ({
  session,
  lastRequestAt: lastMinutes === null ? null : minutesAgo(lastMinutes),
  startedAt: startedMinutes === null ? null : minutesAgo(startedMinutes),
})
const counted = (participants: number, waitingInRooms = 0) => ({ participants, waitingInRooms })

describe('who plays', () => {
  it('is whoever asked oTree within ten minutes, with their sessions, the largest first', () => {
    const rows = [row(1, pilot, null), row(1), row(9, monday, 45), row(11)]
    expect(toPlaying({ counted: counted(0), rows }, now)).toEqual({
      participants: 3,
      sessions: [
        { ...monday, participants: 2, since: '2026-11-27T14:15:00.000Z' },
        { ...pilot, participants: 1, since: '2026-11-27T14:59:00.000Z' },
      ],
      known: true,
    })
  })

  it('is also whoever looks at one page for long', () => {
    const rows = [row(1), row(25), row(40), row(5000)]
    expect(toPlaying({ counted: counted(3), rows }, now)).toMatchObject({
      participants: 3,
      sessions: [{ code: 'monday', participants: 3 }],
    })
  })

  it('is nobody of those who have finished, whatever pages they leave open or strangers pretend', () => {
    expect(toPlaying({ counted: counted(20), rows: [] }, now)).toEqual({ participants: 0, sessions: [], known: true })
    expect(toPlaying({ counted: counted(20), rows: [row(1)] }, now)).toMatchObject({ participants: 1 })
  })

  it('is also whoever waits in a room, in no session yet', () => {
    expect(toPlaying({ counted: counted(0, 4), rows: [] }, now)).toEqual({ participants: 4, sessions: [], known: true })
  })

  it('is known by one of the two that can be asked', () => {
    expect(toPlaying({ counted: counted(3, 1), rows: null }, now)).toEqual({ participants: 4, sessions: [], known: true })
    expect(toPlaying({ counted: null, rows: [row(2)] }, now)).toMatchObject({ participants: 1, known: true })
    expect(toPlaying({ counted: null, rows: null }, now)).toEqual({ participants: 0, sessions: [], known: false })
  })

  it('makes sense of nonsense that a project may have written', () => {
    const rows = [{ session: monday, lastRequestAt: now + 1e12, startedAt: now + 1e14 }, row(null, monday, null)]
    expect(toPlaying({ counted: counted(5), rows }, now).sessions).toMatchObject([{ participants: 2, since: '2026-11-27T15:00:00.000Z' }])
  })
})
