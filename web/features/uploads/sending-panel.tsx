import { Button, Progress, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { formatBytes } from '../../ui/format-bytes.ts'
import { Panel } from '../../ui/panel.tsx'
import classes from './sending-panel.module.css'
import { toSourceName } from './source-name.ts'
import type { UploadState } from './upload-state.ts'

interface SendingPanelProps {
  readonly sending: Extract<UploadState, { step: 'sending' }>
  readonly onCancel: () => void
}

const stalledMs = 20_000

/** How far an upload is. When everything has left this computer it can no longer be taken back here, but as a task. */
export function SendingPanel({ sending: { source, sentBytes, totalBytes, note }, onCancel }: SendingPanelProps) {
  const stalled = useStalled(sentBytes)
  const percent = Math.floor((100 * sentBytes) / totalBytes)
  const sentAll = sentBytes >= totalBytes
  const heading = m.upload.sending(toSourceName(source))
  const cancel = (
    <Button variant="default" size="xs" onClick={onCancel}>
      {m.upload.cancel}
    </Button>
  )
  return (
    <Panel tone="move" label={m.upload.label} heading={sentAll ? m.upload.answering : heading} actions={!sentAll && cancel}>
      <Progress value={percent} size="md" radius="xl" aria-label={heading} />
      <div className={classes.figures}>
        <span>{m.upload.progress(formatBytes(sentBytes), formatBytes(totalBytes))}</span>
        {source.kind === 'folder' && <span>{m.upload.files(source.files.length)}</span>}
        <span className={classes.percent}>{percent} %</span>
      </div>
      <div role="status" className={classes.notes}>
        {note !== null && <Text fz="sm">{note}</Text>}
        {stalled && !sentAll && <Text fz="sm">{m.upload.stalled}</Text>}
      </div>
    </Panel>
  )
}

/** Whether nothing has moved for a while; a connection that is gone is often not noticed for minutes. */
function useStalled(sentBytes: number): boolean {
  const [stalledAt, setStalledAt] = useState<number | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setStalledAt(sentBytes), stalledMs)
    return () => clearTimeout(timer)
  }, [sentBytes])
  return stalledAt === sentBytes
}
