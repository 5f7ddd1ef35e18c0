import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/section.tsx'
import { ScaleForm } from './scale-form.tsx'

/** How much of the machine it may take. Super-users give more or less; all others read whom to ask. */
export function LimitsSection({ instance }: { readonly instance: InstanceDetail }) {
  const { limits, allowedActions, state, scaling } = instance
  const [asking, setAsking] = useState(false)
  const mayScale = allowedActions.includes('instance.scale') && state !== 'trashed'
  return (
    <Section
      title={m.settings.limits}
      actions={
        mayScale && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {m.settings.changeLimits}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [m.settings.memory, m.settings.mib(limits.memoryMib)],
          [m.settings.cpu, m.settings.cpuWords(limits.cpuPercent)],
          [m.settings.disk, m.settings.mib(limits.diskMib)],
          [m.settings.processes, `${scaling.processes} – ${m.settings.oneProcess}`],
        ]}
      />
      {!mayScale && (
        <Text c="dimmed" fz="sm" mt="md">
          {m.settings.askForMore}
        </Text>
      )}
      <Dialog title={m.settings.changeLimits} opened={asking} onClose={() => setAsking(false)}>
        <ScaleForm instance={instance} onClose={() => setAsking(false)} />
      </Dialog>
    </Section>
  )
}
