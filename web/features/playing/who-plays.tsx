import type { PlayingAnswer } from '../../../src/api/contract/playing.ts'
import { m } from '../../i18n/messages.ts'
import { formatDay } from '../../ui/format-time.ts'
import { Note } from '../../ui/note.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './participants-now.module.css'
import type { GoingOn } from './to-disturbed.ts'

/** Whom it would disturb: how many, in which sessions, since when, and until when a study is open. */
export function WhoPlays({ playing, openUntil }: GoingOn) {
  return (
    <>
      {openUntil !== null && (
        <Note tone="wait" title={m.playing.openTitle(formatDay(openUntil))}>
          {m.playing.openText}
        </Note>
      )}
      {playing?.known === false && (
        <Note tone="wait" title={m.playing.unknownTitle}>
          {m.playing.unknownText}
        </Note>
      )}
      {playing?.known && playing.participants > 0 && (
        <Note tone="wait" title={m.playing.title}>
          <span role="status">{m.playing.people(playing.participants)}</span>
          <Sessions sessions={playing.sessions} />
        </Note>
      )}
    </>
  )
}

function Sessions({ sessions }: Pick<PlayingAnswer, 'sessions'>) {
  if (sessions.length === 0) return null
  return (
    <ul className={classes.list}>
      {sessions.slice(0, 10).map(({ code, label, configName, room, participants, since }) => (
        <li key={code}>
          {m.playing.session(participants, label ?? code)}
          {configName !== null && ` (${configName})`}
          {room !== null && `, ${m.playing.room(room)}`}, {m.playing.began} <TimeAgo iso={since} />
        </li>
      ))}
    </ul>
  )
}
