import { Radio, Stack, Text } from '@mantine/core'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import classes from './people.module.css'
import { PersonChoice } from './person-choice.tsx'

/** What becomes of the instances of somebody who is deleted. */
export interface Fate {
  readonly to: 'person' | 'trash'
  /** Username of whoever gets them. */
  readonly heir: string | null
}

interface FateChoiceProps {
  readonly username: string
  readonly owned: readonly InstanceSummary[]
  readonly fate: Fate
  readonly onChange: (fate: Fate) => void
  /** Whether it was tried without saying who gets them. */
  readonly refused: boolean
}

/** Lists what somebody owns, and asks to whom it goes. */
export function FateChoice({ username, owned, fate, onChange, refused }: FateChoiceProps) {
  if (owned.length === 0) return <Text>{m.people.deleteNothing}</Text>
  const live = owned.filter(({ state }) => state !== 'trashed')
  const trashed = owned.filter(({ state }) => state === 'trashed')
  const { fateTrash, fateTrashHint, fateKeepTrash, fateKeepTrashHint } = m.people
  return (
    <Stack gap="sm">
      <Owned title={m.people.deleteLive(live.length)} instances={live} />
      <Owned title={m.people.deleteTrashed(trashed.length)} instances={trashed} />
      <Radio.Group label={m.people.fate} value={fate.to} onChange={(to) => onChange({ ...fate, to: to as Fate['to'] })}>
        <Stack gap="sm" mt="xs">
          <Radio value="person" label={m.people.fateHand} description={m.people.fateHandHint} />
          {fate.to === 'person' && (
            <PersonChoice
              label={m.people.heir}
              value={fate.heir}
              onChange={(heir) => onChange({ ...fate, heir })}
              error={refused && fate.heir === null ? m.people.heirMissing : null}
              except={username}
            />
          )}
          {live.length > 0 ? (
            <Radio value="trash" label={fateTrash} description={fateTrashHint} />
          ) : (
            <Radio value="trash" label={fateKeepTrash} description={fateKeepTrashHint} />
          )}
        </Stack>
      </Radio.Group>
    </Stack>
  )
}

const mostListed = 10

function Owned({ title, instances }: { readonly title: string; readonly instances: readonly InstanceSummary[] }) {
  if (instances.length === 0) return null
  return (
    <div>
      <Text>{title}</Text>
      <ul className={classes.owned}>
        {instances.slice(0, mostListed).map(({ id, name, state }) => (
          <li key={id}>{state === 'trashed' ? name : `${name} · ${m.states[state].label}`}</li>
        ))}
        {instances.length > mostListed && <li>{m.people.more(instances.length - mostListed)}</li>}
      </ul>
    </div>
  )
}
