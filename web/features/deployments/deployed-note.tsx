import { List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { OpenSignedIn } from '../instances/open-signed-in.tsx'
import classes from './deployed-note.module.css'

/** After a deployment: where the experiment is, and what to do next. */
export function DeployedNote({ instance: { name, url, rooms } }: { readonly instance: InstanceDetail }) {
  return (
    <div className={classes.note}>
      <div className={classes.address}>
        <CopyField value={url} href={url} thing={m.otree.address} />
        <OpenSignedIn name={name}>{m.code.doneOpen}</OpenSignedIn>
      </div>
      <Text fw={600} fz="sm">
        {m.code.doneNext}
      </Text>
      <List type="ordered" fz="sm" spacing={4}>
        <List.Item>
          <Link to="/instances/$name" params={{ name }} search={{ tab: 'otree' }} className={classes.link}>
            {m.code.donePassword}
          </Link>
        </List.Item>
        <List.Item>{m.code.doneSession}</List.Item>
        {rooms.length > 0 && (
          <List.Item>
            <Link to="/instances/$name" params={{ name }} search={{ tab: 'rooms' }} className={classes.link}>
              {m.code.doneRooms}
            </Link>
          </List.Item>
        )}
      </List>
    </div>
  )
}
