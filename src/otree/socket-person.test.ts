import { describe, expect, it } from 'vitest'
import { findPageVisit, toSocketPerson } from './socket-person.ts'

describe('who opened a WebSocket', () => {
  it.each([
    ['/auto_advance?participant_code=abc12345&page_index=1', 'abc12345'],
    ['/live?participant_code=abc12345&page_name=Offer&page_index=2&session_code=s', 'abc12345'],
    ['/trial?participant_code=abc12345&page_name=T&page_index=1', 'abc12345'],
    ['/wait_page?session_pk=1&page_index=2&participant_id=17&group_id=3', '17'],
    ['/group_by_arrival_time?session_pk=1&page_index=2&app_name=a&participant_id=17&player_id=4', '17'],
    ['/subsession_wait_page/?session_pk=1&participant_id=17', '17'],
  ])('is a participant: %s', (target, who) => {
    expect(toSocketPerson(target)).toEqual({ place: 'playing', key: JSON.stringify([who]) })
  })

  it('is, in a room, the label, whatever the number of tabs; without a label the tab', () => {
    const inRoom = (query: string) => toSocketPerson(`/wait_for_session_in_room?room_name=lab&${query}`)
    expect(inRoom('participant_label=PC01&tab_unique_id=a')).toEqual(inRoom('participant_label=PC01&tab_unique_id=b'))
    expect(inRoom('participant_label=&tab_unique_id=a')).not.toEqual(inRoom('participant_label=&tab_unique_id=b'))
    expect(inRoom('tab_unique_id=a')?.place).toBe('waiting-in-room')
  })

  it('is somebody of whom nothing is known when the address does not say', () => {
    expect(toSocketPerson('/wait_page/1,2,3/')).toBeNull()
    expect(toSocketPerson('/auto_advance')).toEqual({ place: 'playing', key: null })
  })

  it.each(['/chat?channel=1', '/session_monitor/abc', '/export', '/'])('is no participant by %s', (target) => {
    expect(toSocketPerson(target)).toBeNull()
  })

  it('is told by no more than a few signs', () => {
    expect(toSocketPerson(`/live?participant_code=${'x'.repeat(100_000)}`)?.key?.length).toBeLessThanOrEqual(300)
  })
})

describe('a page of a participant', () => {
  it.each([
    ['/p/abc12345/intro/Welcome/1', { code: 'abc12345', isOver: false }],
    ['/p/abc12345/intro/Welcome/1?a=b', { code: 'abc12345', isOver: false }],
    ['/OutOfRangeNotification/abc12345', { code: 'abc12345', isOver: true }],
    ['/p/', null],
    ['/p/a%20b/c', null],
    ['/room/lab', null],
    [`/p/${'x'.repeat(40)}/a`, null],
  ])('%s', (target, visit) => expect(findPageVisit(target)).toEqual(visit))
})
