import { IconHistory } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import classes from './task-entry.module.css'
import { TaskEntry } from './task-entry.tsx'
import { useOperations } from './use-operation.ts'

/** Everything that was done to an instance, newest first. */
export function TaskList({ name }: { readonly name: string }) {
  const query = useOperations(name)
  return (
    <QueryView query={query}>
      {(operations) =>
        operations.length === 0 ? (
          <EmptyNote icon={<IconHistory />} title={m.tasks.emptyTitle} text={m.tasks.emptyText} />
        ) : (
          <ol className={classes.entries}>
            {operations.map((operation) => (
              <TaskEntry key={operation.id} operation={operation} />
            ))}
          </ol>
        )
      }
    </QueryView>
  )
}
