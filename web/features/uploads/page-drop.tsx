import { IconFolderUp, IconHourglass } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import classes from './page-drop.module.css'
import { readEntries, toEntries } from './read-given.ts'
import { useUploading } from './upload-context.tsx'
import { useFileDrag } from './use-file-drag.ts'

interface PageDropProps {
  /** Where it will go, in words. */
  readonly name: string
  /** Why nothing is taken at this moment, or null. */
  readonly obstacle: string | null
}

/** Takes what is dropped anywhere on the page; while something is dragged over it, says what will happen. */
export function PageDrop({ name, obstacle }: PageDropProps) {
  const { run } = useUploading()
  const dragged = useFileDrag((transfer) => {
    const entries = toEntries(transfer)
    if (obstacle === null) run.offer((onFile) => readEntries(entries, onFile))
    else run.refuse(obstacle)
  })
  if (!dragged) return null
  const Icon = obstacle === null ? IconFolderUp : IconHourglass
  return (
    <div className={classes.overlay}>
      <div className={classes.card} data-blocked={obstacle !== null || undefined}>
        <Icon size={44} stroke={1.5} aria-hidden="true" />
        <p className={classes.title}>{obstacle === null ? m.upload.overlay(name) : m.upload.overlayBusy}</p>
        <p className={classes.text}>{obstacle ?? m.upload.overlayText}</p>
      </div>
    </div>
  )
}
