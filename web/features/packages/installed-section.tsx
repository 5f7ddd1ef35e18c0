import type { InstanceDetail, InstancePackages } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Details } from '../../ui/details.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import { InstalledFacts } from './installed-facts.tsx'
import { Lock } from './lock.tsx'
import { PackageList } from './package-list.tsx'
import classes from './packages.module.css'
import { UpdatePackages } from './update-packages.tsx'
import { usePackages } from './use-packages.ts'
import { VersionsForm } from './versions-form.tsx'

/** oTree, Python and every package; before the first deployment only what can be chosen for it. */
export function InstalledSection({ instance }: { readonly instance: InstanceDetail }) {
  const { commit, allowedActions, state } = instance
  const maySet = allowedActions.includes('instance.update') && state !== 'trashed'
  const form = maySet && (
    <Details title={m.packages.setTitle}>
      <VersionsForm instance={instance} />
    </Details>
  )
  if (commit === null) return form && <Section title={m.packages.titleBefore}>{form}</Section>
  return (
    <Section title={m.packages.title} actions={mayUpload(instance) && <UpdatePackages instance={instance} />}>
      <Installed name={instance.name}>{form}</Installed>
    </Section>
  )
}

function Installed({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  const query = usePackages(name)
  return (
    <QueryView query={query} skeleton={[24, 24, 24]}>
      {(installed) => (
        <div className={classes.section}>
          <InstalledFacts installed={installed} />
          <div>
            <Folded name={name} installed={installed} />
            {children}
          </div>
        </div>
      )}
    </QueryView>
  )
}

const Folded = ({ name, installed: { packages, lock } }: { readonly name: string; readonly installed: InstancePackages }) => (
  <>
    <Details title={m.packages.all}>
      <PackageList packages={packages} />
    </Details>
    {lock !== null && (
      <Details title={m.packages.lock}>
        <Lock instance={name} lock={lock} />
      </Details>
    )}
  </>
)
