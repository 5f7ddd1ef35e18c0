import { Button, TextInput } from '@mantine/core'
import { IconSearch, IconUserSearch } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'

interface PeopleFilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Finds people. */
export function PeopleFilter({ value, onChange }: PeopleFilterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is not yet known to all screen readers
    <div role="search">
      <TextInput
        type="search"
        label={m.people.search}
        placeholder={m.people.searchPlaceholder}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        maw="28rem"
        mb="md"
      />
    </div>
  )
}

/** Said when the search leaves nobody. */
export function NobodyFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyNote icon={<IconUserSearch />} title={m.people.noMatchTitle} text={m.people.noMatchText}>
      <Button variant="default" onClick={onClear}>
        {m.people.clear}
      </Button>
    </EmptyNote>
  )
}
