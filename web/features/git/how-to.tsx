import { Stack, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Details } from '../../ui/details.tsx'
import classes from './how-to.module.css'
import { KeySetUp } from './key-set-up.tsx'

interface HowToProps {
  readonly name: string
  readonly address: string
  /** Whether a key is what lets one in. */
  readonly byKey: boolean
}

/** The same, step by step, for each program that people use; folded until one is chosen. */
export function HowTo({ name, address, byKey }: HowToProps) {
  return (
    <div>
      <Text fw={600} mb="xs">
        {m.git.howTo}
      </Text>
      <Details title={m.git.terminal.title}>
        <Terminal name={name} address={address} />
      </Details>
      <Details title={m.git.vscode.title}>
        <Steps steps={m.git.vscode.steps(name)} address={address} />
      </Details>
      <Details title={m.git.pycharm.title}>
        <Steps steps={m.git.pycharm.steps(name)} address={address} />
      </Details>
      {byKey && (
        <Details title={m.git.key.title}>
          <KeySetUp />
        </Details>
      )}
      <Details title={m.git.exists.title(name)}>
        <Text mb={6}>{m.git.exists.text}</Text>
        <CommandBlock commands={[`git remote set-url ${name} ${address}`]} thing={m.git.exists.command} />
      </Details>
    </div>
  )
}

function Terminal({ name, address }: Pick<HowToProps, 'name' | 'address'>) {
  const init = ['git init -b main', 'git add .', 'git commit -m "My experiment"']
  return (
    <Stack gap="md">
      <div>
        <Text mb={6}>{m.git.terminal.init}</Text>
        <CommandBlock commands={init} thing={m.git.terminal.initCommand} />
      </div>
      <div>
        <Text mb={6}>{m.git.first}</Text>
        <CommandBlock commands={[`git remote add ${name} ${address}`, `git push ${name} main`]} thing={m.git.pushCommand} />
      </div>
      <Text c="dimmed" fz="sm">
        {m.git.terminal.windows}
      </Text>
    </Stack>
  )
}

function Steps({ steps, address }: { readonly steps: readonly string[]; readonly address: string }) {
  return (
    <Stack gap="md">
      <CopyField value={address} thing={m.git.address} />
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Stack>
  )
}
