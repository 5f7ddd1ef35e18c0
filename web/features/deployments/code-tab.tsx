import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Section } from '../../ui/section.tsx'
import { FilesSection } from '../files/files-section.tsx'
import { InstalledSection } from '../packages/installed-section.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import { CodeWays } from './code-ways.tsx'
import { DeploymentList } from './deployment-list.tsx'
import { ProjectFolder } from './project-folder.tsx'
import { RunningCommit } from './running-commit.tsx'

/** How code comes here, what it runs with, which runs, and what came before. */
export function CodeTab({ instance }: { readonly instance: InstanceDetail }) {
  return (
    <>
      {mayUpload(instance) && (
        <Section title={m.code.howTitle}>
          <CodeWays instance={instance} />
          <ProjectFolder instance={instance} />
        </Section>
      )}
      <Section title={m.code.deployments}>
        <RunningCommit instance={instance} />
        <DeploymentList instance={instance} />
      </Section>
      <InstalledSection instance={instance} />
      <FilesSection instance={instance} />
    </>
  )
}
