import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useKeepOpen } from '../../ui/keep-open.ts'
import { saveFile } from '../../ui/save-file.ts'
import classes from './recovery-codes.module.css'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** The codes that let in once each; they can be seen only now, so that the window around them is closed by its button alone. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  useKeepOpen('from-all')
  const { username } = useMe()
  const title = m.secondFactor.sheetTitle(username, window.location.host)
  const save = (): void => saveFile('otree-manager-recovery-codes.txt', new Blob([`${title}\n\n${codes.join('\n')}\n`]))
  return (
    <Stack gap="md">
      <Text role="status">{m.secondFactor.codesText}</Text>
      <div className={classes.sheet}>
        <p className={classes.title}>{title}</p>
        <ol className={classes.codes} aria-label={m.secondFactor.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <Group gap="xs">
        <CopyButton value={codes.join('\n')} thing={m.secondFactor.codes} />
        <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={16} aria-hidden="true" />} onClick={save}>
          {m.secondFactor.download}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {m.secondFactor.print}
        </Button>
      </Group>
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.secondFactor.kept}</Button>
      </Group>
    </Stack>
  )
}
