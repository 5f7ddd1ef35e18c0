import { CloseButton, Paper } from '@mantine/core'
import { IconAlertCircle, IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '../i18n/messages.ts'
import classes from './toast.module.css'

/** Where short messages appear; read out when the reader is at rest. It is there before the first one, since a new one is not announced by all. */
export function ToastRegion({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <section className={classes.region} aria-label={label} aria-live="polite" aria-relevant="additions">
      {children}
    </section>
  )
}

interface ToastProps {
  readonly tone: 'go' | 'stop' | 'rest'
  readonly title: string
  readonly onHide: () => void
  readonly children: React.ReactNode
}

const icons = { go: IconCircleCheck, stop: IconAlertCircle, rest: IconArrowBackUp } as const
const shownMs = 10_000

/** A short message. Good news goes by itself, but not while it is being read; what went wrong stays until it is hidden. */
export function Toast({ tone, title, onHide, children }: ToastProps) {
  const [held, setHeld] = useState(false)
  useHideLater(tone !== 'stop' && !held, onHide)
  const Icon = icons[tone]
  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  return (
    <Paper
      className={classes.toast}
      data-tone={tone}
      shadow="md"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <Icon size={20} className={classes.icon} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children}
      </div>
      <CloseButton size="sm" aria-label={m.toasts.dismiss} onClick={onHide} />
    </Paper>
  )
}

function useHideLater(going: boolean, onHide: () => void): void {
  const newest = useRef(onHide)
  useEffect(() => {
    newest.current = onHide
  }, [onHide])
  useEffect(() => {
    if (!going) return
    const timer = setTimeout(() => newest.current(), shownMs)
    return () => clearTimeout(timer)
  }, [going])
}
