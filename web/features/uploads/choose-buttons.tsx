import { Button, FileButton, Group } from '@mantine/core'
import { IconFileZip, IconFolder } from '@tabler/icons-react'
import { useRef } from 'react'
import { m } from '../../i18n/messages.ts'
import { archiveEndings } from './archive-kind.ts'
import { readChosenFile, readChosenFolder } from './read-given.ts'
import { useUploading } from './upload-context.tsx'

/** Gives a folder or an archive without dragging it. */
export function ChooseButtons({ disabled }: { readonly disabled: boolean }) {
  const { run } = useUploading()
  const resetFile = useRef<() => void>(null)
  const resetFolder = useRef<() => void>(null)
  const takeFolder = (files: File[]): void => {
    run.offer(async () => readChosenFolder(files))
    resetFolder.current?.()
  }
  const takeFile = (file: File | null): void => {
    if (file) run.offer(async () => readChosenFile(file))
    resetFile.current?.()
  }
  return (
    <Group gap="sm" justify="center" my="sm">
      <FileButton multiple onChange={takeFolder} resetRef={resetFolder} inputProps={{ webkitdirectory: '' } as object} disabled={disabled}>
        {(props) => (
          <Button {...props} disabled={disabled} leftSection={<IconFolder size={18} aria-hidden="true" />}>
            {m.upload.chooseFolder}
          </Button>
        )}
      </FileButton>
      <FileButton accept={archiveEndings.join()} onChange={takeFile} resetRef={resetFile} disabled={disabled}>
        {(props) => (
          <Button {...props} disabled={disabled} variant="default" leftSection={<IconFileZip size={18} aria-hidden="true" />}>
            {m.upload.chooseFile}
          </Button>
        )}
      </FileButton>
    </Group>
  )
}
