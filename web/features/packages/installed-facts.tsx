import type { InstancePackages } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import classes from './packages.module.css'

/** Which oTree and Python run, who chose them, and whether there is a newer one. */
export function InstalledFacts({ installed }: { readonly installed: InstancePackages }) {
  const { otreeVersion, pythonVersion, overrides, packages, newerOtree } = installed
  return (
    <>
      <Facts
        facts={[
          [m.otree.otreeVersion, <Version key="otree" installed={otreeVersion} chosen={overrides.otree} />],
          [m.otree.pythonVersion, <Version key="python" installed={pythonVersion} chosen={overrides.python} />],
          [m.packages.packages, String(packages.length)],
        ]}
      />
      {newerOtree !== null && (
        <Note tone="move" title={m.packages.newerTitle(newerOtree)}>
          <span>{overrides.otree === null ? m.packages.newerText : m.packages.newerTextSet}</span>
        </Note>
      )}
    </>
  )
}

interface VersionProps {
  readonly installed: string | null
  /** By hand; null: nobody did. */
  readonly chosen: string | null
}

function Version({ installed, chosen }: VersionProps) {
  return (
    <span className={classes.value}>
      <span>{installed ?? m.common.unknown}</span>
      <span className={classes.how}>{toHow(installed ?? '', chosen)}</span>
    </span>
  )
}

/** What was chosen since the last deployment is not there yet. */
function toHow(installed: string, chosen: string | null): string {
  if (chosen === null) return m.packages.found
  return installed === chosen || installed.startsWith(`${chosen}.`) ? m.packages.setByHand : m.packages.setForNext(chosen)
}
