import { Tabs } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconGitBranch, IconUpload } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { GitWay } from '../git/git-way.tsx'
import { UploadWay } from '../uploads/upload-way.tsx'

/** The ways in which code comes to an instance; the one used last in this browser is shown. */
export function CodeWays({ instance }: { readonly instance: InstanceDetail }) {
  const [way, setWay] = useLocalStorage({ key: 'otm-way', defaultValue: 'upload', getInitialValueInEffect: false })
  return (
    <Tabs variant="pills" value={way === 'git' ? 'git' : 'upload'} onChange={(next) => setWay(next ?? 'upload')} keepMounted={false}>
      <Tabs.List mb="lg" aria-label={m.code.howTitle}>
        <Tabs.Tab value="upload" leftSection={<IconUpload size={16} aria-hidden="true" />}>
          {m.code.ways.upload}
        </Tabs.Tab>
        <Tabs.Tab value="git" leftSection={<IconGitBranch size={16} aria-hidden="true" />}>
          {m.code.ways.git}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="upload">
        <UploadWay instance={instance} />
      </Tabs.Panel>
      <Tabs.Panel value="git">
        <GitWay instance={instance} />
      </Tabs.Panel>
    </Tabs>
  )
}
