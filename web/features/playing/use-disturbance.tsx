import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { toDisturbed } from './to-disturbed.ts'
import { usePlaying } from './use-playing.ts'
import { WhoPlays } from './who-plays.tsx'

export interface Disturbance {
  /** Stands in the window that asks: whom it disturbs, and a box to tick; null while it disturbs nobody. */
  readonly question: React.ReactNode
  /** Whether to go on; says what is missing if not. */
  readonly mayConfirm: () => boolean
  /** What the request says. */
  readonly disturb: boolean
}

/** Asks in words before something is done that disturbs people who play; live while it asks. */
export function useDisturbance({ name, openUntil }: Pick<InstanceSummary, 'name' | 'openUntil'>, isAsked: boolean): Disturbance {
  const { data: playing } = usePlaying(name, isAsked)
  const [agreed, setAgreed] = useState(false)
  const [missed, setMissed] = useState(false)
  const [wasAsked, setWasAsked] = useState(isAsked)
  if (wasAsked !== isAsked) {
    setWasAsked(isAsked)
    setAgreed(false)
    setMissed(false)
  }
  const disturbed = isAsked ? toDisturbed({ playing, openUntil }) : null
  const isNeeded = disturbed !== null
  return {
    disturb: isNeeded && agreed,
    mayConfirm: () => {
      setMissed(isNeeded && !agreed)
      return !isNeeded || agreed
    },
    question: disturbed && (
      <Stack gap="sm">
        <WhoPlays playing={playing} openUntil={openUntil} />
        <Checkbox
          label={m.playing.consent[disturbed]}
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
          error={missed && !agreed ? m.playing.consentNeeded[disturbed] : null}
        />
      </Stack>
    ),
  }
}
