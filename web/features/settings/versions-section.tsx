import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/section.tsx'

/** Which oTree and Python run, and where to choose others. */
export function VersionsSection({ instance }: { readonly instance: InstanceDetail }) {
  const { name, otreeVersion, pythonVersion, versions } = instance
  return (
    <Section title={m.packages.titleBefore}>
      <Facts
        facts={[
          [m.otree.otreeVersion, toWords(otreeVersion, versions.otree)],
          [m.otree.pythonVersion, toWords(pythonVersion, versions.python)],
        ]}
      />
      <Text mt="md" fz="sm">
        <Anchor component={Link} to="/instances/$name" params={{ name } as never} search={{} as never} inherit>
          {m.settings.chooseVersions}
        </Anchor>
      </Text>
    </Section>
  )
}

const toWords = (running: string | null, chosen: string | null): string => {
  const how = chosen === null ? m.packages.found : chosen === running ? m.packages.setByHand : m.packages.setForNext(chosen)
  return running === null ? (chosen ?? m.otree.afterDeployment) : `${running} – ${how}`
}
