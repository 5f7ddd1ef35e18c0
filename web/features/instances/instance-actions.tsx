import { Button } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { OpenOtree } from '../../ui/open-otree.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toMainVerb, toVerbs, type Verb } from './instance-verbs.ts'
import { toConfirmation } from './to-confirmation.ts'
import { useInstanceVerb } from './use-instance-verb.ts'
import { VerbMenu } from './verb-menu.tsx'

/** The one thing to do next as a button, everything else in a menu. */
export function InstanceActions({ instance }: { readonly instance: InstanceDetail }) {
  const { url, state, operation, allowedActions } = instance
  const mayOpen = (state === 'ready' || state === 'asleep') && allowedActions.includes('instance.secrets')
  const { mutate, isPending, error, reset } = useInstanceVerb(instance)
  const [asked, setAsked] = useState<Verb | null>(null)
  const main = toMainVerb(instance)
  const close = (): void => {
    setAsked(null)
    reset()
  }
  const choose = (verb: Verb): void => {
    reset()
    if (toConfirmation(verb, instance)) setAsked(verb)
    else mutate(verb)
  }
  return (
    <>
      {mayOpen && <OpenOtree href={url}>{m.instance.open}</OpenOtree>}
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
        onConfirm={() => asked && mutate(asked, { onSuccess: close })}
        onClose={close}
      />
    </>
  )
}
