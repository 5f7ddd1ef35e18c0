import { Stack, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'

/** The two commands of a push, with this instance's own values. */
export function PushCommands({ name, address }: { readonly name: string; readonly address: string }) {
  return (
    <Stack gap="md">
      <div>
        <Text mb={6}>{m.git.first}</Text>
        <CommandBlock commands={[`git remote add ${name} ${address}`]} thing={m.git.firstCommand} />
      </div>
      <div>
        <Text mb={6}>{m.git.every}</Text>
        <CommandBlock commands={[`git push ${name} main`]} thing={m.git.pushCommand} />
      </div>
    </Stack>
  )
}
