import { Stack, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'

/** The two commands of a push, with this instance's own values. */
export function HowToPush({ name, gitUrl }: { readonly name: string; readonly gitUrl: string }) {
  return (
    <Stack gap="md" mt="lg">
      <div>
        <Text mb={6}>{m.code.firstTime}</Text>
        <CommandBlock commands={[`git remote add ${name} ${gitUrl}`]} thing={m.code.firstCommand} />
      </div>
      <div>
        <Text mb={6}>{m.code.everyTime}</Text>
        <CommandBlock commands={[`git push ${name} main`]} thing={m.code.pushCommand} />
      </div>
      <Text c="dimmed" fz="sm">
        {m.code.onWindows}
      </Text>
    </Stack>
  )
}
