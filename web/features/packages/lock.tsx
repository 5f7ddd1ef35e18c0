import { Button, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import classes from './packages.module.css'

interface LockProps {
  readonly instance: string
  readonly lock: string
}

/** The exact versions with their hashes, to keep with the data of the experiment. */
export function Lock({ instance, lock }: LockProps) {
  return (
    <div>
      <Text fz="sm" mb="xs" maw="46rem">
        {m.packages.lockText}
      </Text>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => saveFile(`${instance}-requirements.lock.txt`, new Blob([lock], { type: 'text/plain' }))}
        >
          {m.packages.downloadLock}
        </Button>
        <CopyButton value={lock} thing={m.packages.lock} />
      </div>
    </div>
  )
}
