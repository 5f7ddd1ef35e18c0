import { IconCalendarClock, IconUsers } from '@tabler/icons-react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { formatDay } from '../../ui/format-time.ts'
import classes from './participants-now.module.css'
import { usePlaying } from './use-playing.ts'

/** How many people play, and until when a study is open: in words and pictures, where there is something to tell. */
export function ParticipantsNow({
  instance: { participants, openUntil },
}: {
  readonly instance: Pick<InstanceSummary, 'participants' | 'openUntil'>
}) {
  return (
    <>
      {participants !== null && participants > 0 && (
        <span className={classes.people}>
          <IconUsers size={16} stroke={2} aria-hidden="true" />
          {m.playing.now(participants)}
        </span>
      )}
      {openUntil !== null && (
        <span className={classes.people}>
          <IconCalendarClock size={16} stroke={2} aria-hidden="true" />
          {m.playing.study.badge(formatDay(openUntil))}
        </span>
      )}
    </>
  )
}

/** The same where one instance is looked at: as many as are named when something would disturb them, also those who have looked at one page for long. */
export function ParticipantsHere({
  instance,
}: {
  readonly instance: Pick<InstanceSummary, 'name' | 'state' | 'participants' | 'openUntil'>
}) {
  const { data } = usePlaying(instance.name, instance.state === 'ready')
  const participants = data?.known ? data.participants : instance.participants
  return <ParticipantsNow instance={{ participants, openUntil: instance.openUntil }} />
}
