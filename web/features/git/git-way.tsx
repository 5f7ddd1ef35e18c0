import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useKeys } from '../account/use-keys.ts'
import { HowTo } from './how-to.tsx'
import { NoKeyNote } from './no-key-note.tsx'
import { PushCommands } from './push-commands.tsx'
import { TokenNote } from './token-note.tsx'

type Connection = 'ssh' | 'https'
const connections: { value: Connection; label: string }[] = [
  { value: 'ssh', label: m.git.ssh },
  { value: 'https', label: m.git.https },
]

/** Bringing code by git: one address for each connection, and what to do with it. */
export function GitWay({ instance }: { readonly instance: InstanceDetail }) {
  const { name, owner, relation, gitSshUrl, gitHttpsUrl, activeDeployment } = instance
  const [connection, setConnection] = useState<Connection>('ssh')
  const { data: keys } = useKeys()
  const { username } = useMe()
  const address = connection === 'ssh' ? gitSshUrl : gitHttpsUrl
  if (address === null) return null // whoever may not deploy
  const pushesThemselves = owner === username || relation === 'co-experimenter'
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          [
            m.git.connection,
            <SegmentedControl
              key="connection"
              aria-label={m.git.connection}
              data={connections}
              value={connection}
              onChange={setConnection}
            />,
          ],
          [m.git.address, <CopyField key="address" value={address} thing={m.git.address} />],
        ]}
      />
      {connection === 'ssh' && keys?.length === 0 && pushesThemselves && <NoKeyNote />}
      {connection === 'https' && <TokenNote username={username} />}
      <PushCommands name={name} address={address} afterUpload={activeDeployment?.source === 'upload'} />
      <HowTo name={name} address={address} byKey={connection === 'ssh'} />
      <Text c="dimmed" fz="sm" maw="46rem">
        {m.git.explain}
      </Text>
    </Stack>
  )
}
