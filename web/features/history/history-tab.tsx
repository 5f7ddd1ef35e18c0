import { SegmentedControl, Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { InstanceAudit } from '../audit/instance-audit.tsx'
import { TaskList } from '../tasks/task-list.tsx'

/** What was done to an instance: the tasks with their steps and logs, or everything that somebody did, by whom and by which means. Which of the two stands in the address. */
export function HistoryTab({ instance: { name } }: { readonly instance: InstanceDetail }) {
  const { part = 'tasks' } = useSearch({ from: '/inside/instances/$name' })
  const navigate = useNavigate({ from: '/instances/$name' })
  const show = (next: string): void =>
    void navigate({ search: { tab: 'history', ...(next === 'log' ? { part: next } : {}) }, replace: true, resetScroll: false })
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={m.tasks.partsLabel}
        style={{ alignSelf: 'flex-start' }}
        data={[
          { value: 'tasks', label: m.tasks.parts.tasks },
          { value: 'log', label: m.tasks.parts.log },
        ]}
        value={part}
        onChange={show}
      />
      {part === 'log' ? <InstanceAudit name={name} /> : <TaskList name={name} />}
    </Stack>
  )
}
