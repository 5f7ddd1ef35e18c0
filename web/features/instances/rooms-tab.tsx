import { Button, Text } from '@mantine/core'
import { IconDoor } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { ServerWords } from '../../ui/server-words.tsx'
import classes from './rooms-tab.module.css'
import { toRoomLink } from './to-room-link.ts'

type Room = InstanceDetail['rooms'][number]

/** The rooms of the deployed project, with their labels. */
export function RoomsTab({ instance }: { readonly instance: InstanceDetail }) {
  const { rooms, otreeVersion, relation } = instance
  if (rooms.length === 0) {
    return (
      <EmptyNote
        icon={<IconDoor />}
        title={otreeVersion === null ? m.rooms.beforeTitle : m.rooms.emptyTitle}
        text={relation === 'assistant' ? m.helpers.roomsText : m.rooms.emptyText}
      />
    )
  }
  return rooms.map((room) => <RoomSection key={room.name} instance={instance} room={room} />)
}

interface RoomProps {
  readonly instance: InstanceDetail
  readonly room: Room
}

function RoomSection({ instance, room }: RoomProps) {
  return (
    <Section title={room.displayName}>
      <Text c="dimmed" mb="sm">
        <code>{room.name}</code>
        {room.hasLabels && !room.labelsError ? ` · ${m.rooms.labels(room.labels.length)}` : ''}
        {room.useSecureUrls ? ` · ${m.rooms.personalLinks}` : ''}
      </Text>
      {room.labelsError && (
        <Note tone="wait">
          <ServerWords>{room.labelsError}</ServerWords>
        </Note>
      )}
      {room.hasLabels ? <Labels labels={room.labels} /> : <Text>{m.rooms.noLabels}</Text>}
      <RoomLink instance={instance} room={room} />
    </Section>
  )
}

/** Where participants enter. Where each has a link of their own, what it looks like, or who knows it. */
function RoomLink({ instance, room: { name, displayName, labels, hasLabels, useSecureUrls } }: RoomProps) {
  const [label] = labels
  const link = toRoomLink(instance, name)
  return (
    <div className={classes.link}>
      <Facts facts={[[m.rooms.link, <CopyField key="link" value={link} href={link} thing={m.rooms.linkOf(displayName)} />]]} />
      {hasLabels && (
        <Text c="dimmed" fz="sm" maw="42rem">
          {useSecureUrls ? m.rooms.linkSecure : m.rooms.linkLabels}
        </Text>
      )}
      {hasLabels && !useSecureUrls && label !== undefined && (
        <Facts facts={[[m.rooms.example, <code key="example">{toRoomLink(instance, name, label)}</code>]]} />
      )}
    </div>
  )
}

function Labels({ labels }: { readonly labels: readonly string[] }) {
  const [shown, setShown] = useState(false)
  const id = useId()
  if (labels.length === 0) return null
  return (
    <>
      <Button variant="default" size="xs" aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? m.rooms.hideLabels : m.rooms.showLabels}
      </Button>
      <div id={id}>
        {shown && (
          <ul className={classes.labels}>
            {labels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
