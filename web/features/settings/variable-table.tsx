import { Button, Code, Group } from '@mantine/core'
import type { VariableList } from '../../../src/api/contract/settings.ts'
import { m } from '../../i18n/messages.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { VariableDialog } from './variable-dialogs.tsx'
import { VariableValue } from './variable-value.tsx'

interface VariableTableProps {
  readonly instance: string
  readonly variables: VariableList['items']
  readonly maySet: boolean
  readonly onChoose: (dialog: VariableDialog) => void
}

/** Names, and values for those who ask for them. */
export function VariableTable({ instance, variables, maySet, onChoose }: VariableTableProps) {
  return (
    <DataTable
      label={m.settings.variables}
      rows={variables}
      rowKey={({ name }) => name}
      columns={[
        { title: m.settings.variableName, heading: true, cell: ({ name }) => <Code>{name}</Code> },
        { title: m.settings.variableValue, cell: ({ name, setAt }) => <VariableValue key={setAt} instance={instance} variable={name} /> },
        { title: m.settings.variableSet, cell: ({ setAt }) => <TimeAgo iso={setAt} /> },
        ...(maySet
          ? [{ title: m.people.actions, cell: ({ name }: { name: string }) => <Changing name={name} onChoose={onChoose} /> }]
          : []),
      ]}
    />
  )
}

const Changing = ({ name, onChoose }: Pick<VariableTableProps, 'onChoose'> & { readonly name: string }) => (
  <Group gap="xs">
    <Button
      size="compact-sm"
      variant="default"
      aria-label={m.settings.changeVariable(name)}
      onClick={() => onChoose({ kind: 'set', name })}
    >
      {m.settings.change}
    </Button>
    <Button size="compact-sm" variant="default" aria-label={m.common.removeThing(name)} onClick={() => onChoose({ kind: 'remove', name })}>
      {m.common.remove}
    </Button>
  </Group>
)
