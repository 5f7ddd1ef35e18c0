import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { Reason } from '../../ui/reason.tsx'
import { Toast, ToastRegion } from '../../ui/toast.tsx'
import type { ShowTask } from './show-task.tsx'
import { toTaskLabel } from './task-words.ts'
import { type TaskToast, useTaskToasts } from './use-task-toasts.ts'
import { WatchedProvider } from './watched.tsx'

/** Tells in the corner of the window how tasks ended, except on the page of the instance itself. */
export function TaskToasts({ children }: { readonly children: React.ReactNode }) {
  const watched = useMemo(() => new Map<string, ShowTask>(), [])
  return (
    <WatchedProvider value={watched}>
      {children}
      <Toasts />
    </WatchedProvider>
  )
}

function Toasts() {
  const { toasts, hide } = useTaskToasts()
  return (
    <ToastRegion label={m.toasts.label}>
      {toasts.map((toast) => (
        <EndedToast key={toast.id} toast={toast} onHide={() => hide(toast.id)} />
      ))}
    </ToastRegion>
  )
}

const tones = { done: 'go', failed: 'stop', cancelled: 'rest' } as const

function EndedToast({ toast, onHide }: { readonly toast: TaskToast; readonly onHide: () => void }) {
  const { username } = useMe()
  if ('many' in toast) return <ManyToast tasks={toast.many} onHide={onHide} />
  const { state, kind, instance, by, error } = toast.task
  const ending = state === 'failed' || state === 'cancelled' ? state : 'done'
  const isPurged = kind === 'purge-instance' && ending === 'done'
  const who = by === username ? m.toasts.byYou : m.toasts.by(by === 'server' ? m.common.server : by)
  return (
    <Toast
      tone={tones[ending]}
      title={isPurged ? m.toasts.purged(instance) : m.toasts[ending](toTaskLabel(kind), instance)}
      onHide={onHide}
    >
      {error && (
        <Text fz="sm" lineClamp={3}>
          <Reason error={error} />
        </Text>
      )}
      <Text fz="sm" c="dimmed">
        {who}{' '}
        {!isPurged && (
          <Link to="/instances/$name" params={{ name: instance }} onClick={onHide}>
            {m.toasts.show(instance)}
          </Link>
        )}
      </Text>
    </Toast>
  )
}

/** Those of others are told with one's own: on one's own instances. */
function ManyToast({ tasks, onHide }: { readonly tasks: readonly OperationAnswer[]; readonly onHide: () => void }) {
  const { username } = useMe()
  const isOwn = tasks.every(({ by }) => by === username)
  const failed = tasks.filter(({ state }) => state === 'failed').length
  return (
    <Toast tone={failed > 0 ? 'stop' : 'rest'} title={isOwn ? m.toasts.untold(tasks.length) : m.toasts.many(tasks.length)} onHide={onHide}>
      <Text fz="sm">{m.toasts.untoldText(failed)}</Text>
    </Toast>
  )
}
