import { Button, Group, Text } from '@mantine/core'
import { IconClipboardText, IconPlus, IconVariable } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { useVariables } from './use-settings.ts'
import { type VariableDialog, VariableDialogs } from './variable-dialogs.tsx'
import { VariableTable } from './variable-table.tsx'
import { whenInForce } from './when-in-force.ts'

/** Environment variables for the project's code. */
export function VariablesSection({ instance }: { readonly instance: InstanceDetail }) {
  const query = useVariables(instance.name)
  const [dialog, setDialog] = useState<VariableDialog | null>(null)
  const maySet = instance.allowedActions.includes('instance.settings') && instance.state !== 'trashed'
  return (
    <Section title={m.settings.variables} actions={maySet && <Adding onChoose={setDialog} />}>
      <Text c="dimmed" mb="lg" maw="46rem">
        {m.settings.variablesText} {whenInForce(instance)}
      </Text>
      <QueryView query={query} skeleton={[40, 40]}>
        {(variables) =>
          variables.length === 0 ? (
            <EmptyNote icon={<IconVariable />} title={m.settings.noVariables} text={m.settings.noVariablesText} />
          ) : (
            <VariableTable instance={instance.name} variables={variables} maySet={maySet} onChoose={setDialog} />
          )
        }
      </QueryView>
      <VariableDialogs instance={instance} dialog={dialog} onClose={() => setDialog(null)} />
    </Section>
  )
}

const Adding = ({ onChoose }: { readonly onChoose: (dialog: VariableDialog) => void }) => (
  <Group gap="sm">
    <Button variant="default" leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => onChoose({ kind: 'set', name: null })}>
      {m.settings.addVariable}
    </Button>
    <Button variant="default" leftSection={<IconClipboardText size={18} aria-hidden="true" />} onClick={() => onChoose({ kind: 'paste' })}>
      {m.settings.pasteVariables}
    </Button>
  </Group>
)
