import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { SecondFactorAnswer } from '../../../src/api/contract/account.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { Note } from '../../ui/note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { PasswordAgain } from './password-again.tsx'
import { RenewRecoveryCodes } from './renew-recovery-codes.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'
import { useSecondFactor, useSwitchOffSecondFactor } from './use-second-factor.ts'

type Doing = 'set-up' | 'renew' | 'off'

const titles: Record<Doing, string> = {
  'set-up': m.secondFactor.setUpTitle,
  renew: m.secondFactor.renewTitle,
  off: m.secondFactor.offTitle,
}

/** The code of an app besides the password. */
export function SecondFactorSection() {
  const query = useSecondFactor()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = (): void => setDoing(null)
  return (
    <Section title={m.secondFactor.title}>
      <Text c="dimmed" mb="md" maw="42rem">
        {m.secondFactor.text}
      </Text>
      <QueryView query={query} skeleton={[40]}>
        {(state) => <State state={state} onDo={setDoing} />}
      </QueryView>
      <Dialog title={doing ? titles[doing] : ''} opened={doing !== null} onClose={close}>
        {doing === 'set-up' && <SetUpSecondFactor onClose={close} />}
        {doing === 'renew' && <RenewRecoveryCodes onClose={close} />}
        {doing === 'off' && <SwitchOff onClose={close} />}
      </Dialog>
    </Section>
  )
}

interface StateProps {
  readonly state: SecondFactorAnswer
  readonly onDo: (doing: Doing) => void
}

const fewCodes = 3

function State({ state: { since, recoveryCodesLeft }, onDo }: StateProps) {
  if (since === null) return <Button onClick={() => onDo('set-up')}>{m.secondFactor.setUp}</Button>
  return (
    <>
      <Group gap="sm" mb="md">
        <StatusWord tone="go">{m.secondFactor.on}</StatusWord>
        <Text fz="sm" c="dimmed">
          {m.secondFactor.since(formatDate(since))} {m.secondFactor.codesLeft(recoveryCodesLeft)}
        </Text>
      </Group>
      {recoveryCodesLeft <= fewCodes && <Note tone="wait">{m.secondFactor.fewCodes}</Note>}
      <Group gap="sm" mt="md">
        <Button variant="default" onClick={() => onDo('renew')}>
          {m.secondFactor.renew}
        </Button>
        <Button variant="default" onClick={() => onDo('off')}>
          {m.secondFactor.off}
        </Button>
      </Group>
    </>
  )
}

function SwitchOff({ onClose }: { readonly onClose: () => void }) {
  const { mutateAsync, isPending, error } = useSwitchOffSecondFactor()
  return (
    <PasswordAgain
      text={m.secondFactor.offText}
      action={m.secondFactor.off}
      danger
      onPassword={async (password) => {
        await mutateAsync(password)
        onClose()
      }}
      pending={isPending}
      error={error}
      onClose={onClose}
    />
  )
}
