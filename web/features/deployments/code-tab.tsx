import { Box, Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/section.tsx'
import { useKeys } from '../account/use-keys.ts'
import { DeploymentList } from './deployment-list.tsx'
import { HowToPush } from './how-to-push.tsx'
import { NoKeyNote } from './no-key-note.tsx'
import { RunningCommit } from './running-commit.tsx'

/** How code comes here, which runs, and what came before. */
export function CodeTab({ instance }: { readonly instance: InstanceDetail }) {
  const { data: keys } = useKeys()
  const { username } = useMe()
  const mine = instance.owner === username
  return (
    <>
      <Section title={m.code.howTitle}>
        {keys?.length === 0 && mine && (
          <Box mb="lg">
            <NoKeyNote />
          </Box>
        )}
        <Facts
          facts={[
            [m.code.gitUrl, <CopyField key="git" value={instance.gitSshUrl} thing={m.code.gitUrl} />],
            [m.code.commit, <RunningCommit key="commit" instance={instance} />],
          ]}
        />
        <HowToPush name={instance.name} gitUrl={instance.gitSshUrl} />
        <Text c="dimmed" fz="sm" mt="md" maw="46rem">
          {m.code.explain}
        </Text>
      </Section>
      <Section title={m.code.deployments}>
        <DeploymentList instance={instance} />
      </Section>
    </>
  )
}
