import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { m } from '../../i18n/messages.ts'

interface SearchFieldProps {
  readonly value: string
  /** Whether there are instances of several people among them. */
  readonly hasOwners: boolean
  readonly onChange: (value: string) => void
  readonly className: string | undefined
}

const quietMs = 120

/** Shows what is typed at once; the list follows at the next pause, so that a thousand instances slow nobody down. */
export function SearchField({ value, hasOwners, onChange, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const change = useDebouncedCallback(onChange, quietMs)
  return (
    <TextInput
      type="search"
      label={m.instances.search}
      placeholder={hasOwners ? m.instances.searchPlaceholder : m.instances.searchPlaceholderOwn}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      className={className}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        change(currentTarget.value)
      }}
    />
  )
}
