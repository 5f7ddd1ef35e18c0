import { Button } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { CopyDialog } from '../naming/copy-dialog.tsx'
import { RenameDialog } from '../naming/rename-dialog.tsx'
import { useDisturbance } from '../playing/use-disturbance.tsx'
import { SetPasswordDialog } from '../settings/set-password-dialog.tsx'
import { disturbingVerbs, toMainVerb, toVerbs, type Verb } from './instance-verbs.ts'
import { OpenSignedIn } from './open-signed-in.tsx'
import { toConfirmation } from './to-confirmation.ts'
import { hasOwnWindow, useInstanceVerb } from './use-instance-verb.ts'
import { VerbMenu } from './verb-menu.tsx'

/** The one thing to do next as a button, everything else in a menu. */
export function InstanceActions({ instance }: { readonly instance: InstanceDetail }) {
  const { name, state, operation, allowedActions } = instance
  const mayOpen = (state === 'ready' || state === 'asleep') && allowedActions.includes('instance.open')
  const [asked, setAsked] = useState<Verb | null>(null)
  const { question, mayConfirm, disturb } = useDisturbance(instance, asked !== null && disturbingVerbs.has(asked))
  const { mutate, isPending, error, reset } = useInstanceVerb(instance, disturb)
  const main = toMainVerb(instance)
  const close = (): void => {
    setAsked(null)
    reset()
  }
  const choose = (verb: Verb): void => {
    reset()
    if (toConfirmation(verb, instance)) setAsked(verb)
    else if (hasOwnWindow(verb)) setAsked(verb)
    else mutate(verb)
  }
  return (
    <>
      {mayOpen && <OpenSignedIn name={name}>{m.instance.open}</OpenSignedIn>}
      {main && !operation && (
        <Button loading={isPending && asked === null} onClick={() => choose(main)}>
          {m.instance[main]}
        </Button>
      )}
      <VerbMenu verbs={toVerbs(instance).filter((verb) => verb !== main)} busy={operation !== null} onChoose={choose} />
      {asked === null && <ProblemAlert error={error} />}
      <ConfirmDialog
        confirmation={asked && toConfirmation(asked, instance)}
        pending={isPending}
        error={error}
        mayConfirm={mayConfirm}
        onConfirm={() => asked && !hasOwnWindow(asked) && mutate(asked, { onSuccess: close })}
        onClose={close}
      >
        {question}
      </ConfirmDialog>
      <RenameDialog instance={instance} opened={asked === 'rename'} onClose={close} />
      <CopyDialog instance={instance} opened={asked === 'copy'} onClose={close} />
      <SetPasswordDialog instance={instance} opened={asked === 'set-password'} onClose={close} />
    </>
  )
}
