import { CloseButton, Loader, Paper, Stack, Title } from '@mantine/core'
import { IconAlertCircle, IconArrowBackUp, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import classes from './panel.module.css'

/** `move`: still under way. `ask`: it waits for an answer. */
export type PanelTone = 'move' | 'ask' | 'go' | 'stop' | 'rest'

interface PanelProps {
  readonly tone: PanelTone
  /** What this is about; does not change while it goes on. */
  readonly label: string
  /** How it is now; read out when it changes. */
  readonly heading: string
  readonly actions?: React.ReactNode
  /** When it can be hidden: how that is called, and what does it. */
  readonly dismiss?: { readonly label: string; readonly onClick: () => void } | null
  readonly children?: React.ReactNode
}

/** Something that takes its time: how it is, what can be done about it, and the details. */
export function Panel({ tone, label, heading, actions, dismiss, children }: PanelProps) {
  return (
    <Paper component="section" className={classes.panel} data-tone={tone} aria-label={label}>
      <Stack gap="sm">
        <div className={classes.head}>
          <div className={classes.title} role="status">
            <PanelIcon tone={tone} />
            <Title order={2} fz="md">
              {heading}
            </Title>
          </div>
          {actions}
          {dismiss && <CloseButton aria-label={dismiss.label} onClick={dismiss.onClick} />}
        </div>
        {children}
      </Stack>
    </Paper>
  )
}

function PanelIcon({ tone }: { readonly tone: PanelTone }) {
  if (tone === 'go') return <IconCircleCheck color="var(--go-ink)" aria-hidden="true" />
  if (tone === 'stop') return <IconAlertCircle color="var(--stop-ink)" aria-hidden="true" />
  if (tone === 'ask') return <IconHelpCircle color="var(--move-ink)" aria-hidden="true" />
  if (tone === 'rest') return <IconArrowBackUp aria-hidden="true" />
  return <Loader size={20} aria-hidden="true" />
}
