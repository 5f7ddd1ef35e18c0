import { Button, FileButton } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'

const mostBytes = 16_384

/** Reads a file that holds a public key. What is too large to be one is cut, so that the check refuses it. */
export function KeyFileButton({ onText }: { readonly onText: (text: string) => void }) {
  const read = async (file: File | null): Promise<void> => {
    if (file) onText(await file.slice(0, mostBytes).text())
  }
  return (
    <FileButton accept=".pub,text/plain" onChange={(file) => void read(file)}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="xs"
          leftSection={<IconFile size={16} aria-hidden="true" />}
          style={{ alignSelf: 'flex-start' }}
        >
          {m.account.chooseFile}
        </Button>
      )}
    </FileButton>
  )
}
