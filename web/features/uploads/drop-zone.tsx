import { Text } from '@mantine/core'
import { IconFolderUp } from '@tabler/icons-react'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { useIsTouch } from '../../ui/use-is-touch.ts'
import { ChooseButtons } from './choose-buttons.tsx'
import classes from './drop-zone.module.css'

/** Where to drop the project, and buttons for those who do not drag. The drop itself is taken by the whole page. */
export function DropZone({ obstacle }: { readonly obstacle: string | null }) {
  const { maxPushMib } = useMe().manager
  return (
    <div className={classes.zone}>
      <span className={classes.icon} aria-hidden="true">
        <IconFolderUp size={26} />
      </span>
      <Text fw={600} fz="lg">
        {useIsTouch() ? m.upload.chooseTitle : m.upload.dropTitle}
      </Text>
      <Text c="dimmed">{m.upload.dropText}</Text>
      <ChooseButtons disabled={obstacle !== null} />
      <Text c="dimmed" fz="sm" role="status">
        {obstacle ?? m.upload.rule(maxPushMib)}
      </Text>
    </div>
  )
}
