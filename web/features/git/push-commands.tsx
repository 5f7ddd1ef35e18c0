import { Stack, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'

interface PushCommandsProps {
  readonly name: string
  readonly address: string
  /** Whether what runs was uploaded, so that it is in nobody's own repository. */
  readonly afterUpload: boolean
}

/** The two commands of a push, with this instance's own values, and the way out where git refuses it. */
export function PushCommands({ name, address, afterUpload }: PushCommandsProps) {
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
      {afterUpload && (
        <div>
          <Text mb={6} maw="46rem">
            {m.git.afterUpload}
          </Text>
          <CommandBlock commands={[`git push --force ${name} main`]} thing={m.git.afterUploadCommand} />
        </div>
      )}
    </Stack>
  )
}
