import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { StudySection } from '../playing/study-section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { ModeSection } from './mode-section.tsx'
import { VariablesSection } from './variables-section.tsx'
import { VersionsSection } from './versions-section.tsx'

/** How oTree is run, with what, how much of the machine it may take, and until when nothing may disturb it. */
export function SettingsTab({ instance }: { readonly instance: InstanceDetail }) {
  return (
    <>
      <VariablesSection instance={instance} />
      <ModeSection instance={instance} />
      {instance.allowedActions.includes('instance.update') && <StudySection key={instance.openUntil} instance={instance} />}
      <VersionsSection instance={instance} />
      <LimitsSection instance={instance} />
    </>
  )
}
