import { Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'
import { type System, toSystem } from './to-system.ts'

const systems: { value: System; label: string }[] = [
  { value: 'windows', label: 'Windows' },
  { value: 'macos', label: 'macOS' },
  { value: 'linux', label: 'Linux' },
]

/** What copies the public key, in the terminal of each system. */
const copying: Readonly<Record<System, string>> = {
  windows: 'Get-Content $HOME\\.ssh\\id_ed25519.pub | Set-Clipboard',
  macos: 'pbcopy < ~/.ssh/id_ed25519.pub',
  linux: 'cat ~/.ssh/id_ed25519.pub',
}

/** Once on each computer: a key, and where it goes. */
export function KeySetUp() {
  const [system, setSystem] = useState<System>(() => toSystem(navigator.userAgent))
  return (
    <Stack gap="md" align="stretch">
      <SegmentedControl aria-label={m.git.key.system} data={systems} value={system} onChange={setSystem} />
      <div>
        <Text mb={6}>{m.git.key.make[system]}</Text>
        <CommandBlock commands={['ssh-keygen -t ed25519']} thing={m.git.key.makeCommand} />
      </div>
      <div>
        <Text mb={6}>{m.git.key.copy[system]}</Text>
        <CommandBlock commands={[copying[system]]} thing={m.git.key.copyCommand} />
      </div>
      <div>
        <Button renderRoot={(props) => <Link {...props} to="/account" search={{ tab: 'keys' }} />} size="xs" variant="default">
          {m.git.addKey}
        </Button>
      </div>
    </Stack>
  )
}
