import { Select } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { usePeople } from './use-people.ts'

interface PersonChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (username: string | null) => void
  readonly error: string | null
  /** Username of somebody who cannot be chosen. */
  readonly except: string
}

/** Finds one of the active people by name or username. */
export function PersonChoice({ label, value, onChange, error, except }: PersonChoiceProps) {
  const { data: people = [] } = usePeople()
  const choices = people
    .filter(({ username, active }) => active && username !== except)
    .map(({ username, name }) => ({ value: username, label: `${name} (${username})` }))
  return (
    <Select
      label={label}
      placeholder={m.people.heirPlaceholder}
      data={choices}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      nothingFoundMessage={m.people.heirNobody}
      limit={100}
      comboboxProps={{ withinPortal: false, shadow: 'md' }}
    />
  )
}
