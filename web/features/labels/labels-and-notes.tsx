import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Details } from '../../ui/details.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelChips } from './label-chips.tsx'
import classes from './labels.module.css'
import { LabelsForm } from './labels-form.tsx'

/** By what people find an instance, and what they wrote about it. */
export function LabelsAndNotes({ instance }: { readonly instance: InstanceDetail }) {
  const { name, labels, notes, state, allowedActions } = instance
  const [opened, setOpened] = useState(false)
  const mayChange = allowedActions.includes('instance.update') && state !== 'trashed'
  if (!mayChange && labels.length === 0 && !notes) return null
  const close = (): void => setOpened(false)
  return (
    <>
      <div className={classes.line}>
        <LabelChips labels={labels} />
        {mayChange && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPencil size={16} aria-hidden="true" />}
            onClick={() => setOpened(true)}
          >
            {m.labels.edit}
          </Button>
        )}
      </div>
      {notes && <Notes notes={notes} />}
      <Dialog title={m.labels.title(name)} opened={opened} onClose={close}>
        <LabelsForm instance={instance} onClose={close} />
      </Dialog>
    </>
  )
}

const mostShown = 400
const mostLines = 5

/** Long ones are folded, so that what the page is for stays in sight. */
function Notes({ notes }: { readonly notes: string }) {
  const isLong = notes.length > mostShown || notes.split('\n').length > mostLines
  const text = <p className={classes.text}>{notes}</p>
  return <div className={classes.notes}>{isLong ? <Details title={m.labels.notes}>{text}</Details> : text}</div>
}
