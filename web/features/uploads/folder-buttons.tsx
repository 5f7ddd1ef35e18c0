import { Button, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import classes from './folder-buttons.module.css'

interface FolderButtonsProps {
  /** `.` is the top. */
  readonly folders: readonly string[]
  readonly disabled?: boolean
  readonly onChoose: (folder: string) => void
}

const mostShown = 12

/** One button for each folder that could be the project. */
export function FolderButtons({ folders, disabled = false, onChoose }: FolderButtonsProps) {
  const more = folders.length - mostShown
  return (
    <div>
      <div className={classes.buttons}>
        {folders.slice(0, mostShown).map((folder) => (
          <Button
            key={folder}
            size="xs"
            variant="default"
            disabled={disabled}
            classNames={{ root: classes.button, label: classes.label }}
            onClick={() => onChoose(folder)}
          >
            {folder === '.' ? m.upload.deployTop : m.upload.deployFolder(folder)}
          </Button>
        ))}
      </div>
      <Text c="dimmed" fz="sm" mt="xs">
        {more > 0 ? m.upload.moreFolders(more) : m.upload.folderRemembered}
      </Text>
    </div>
  )
}
