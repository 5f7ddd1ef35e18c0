import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import classes from '../../ui/filters.module.css'

interface SearchTextProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

const quietMs = 300

/** Asks the server when there is a pause in typing. */
export function SearchText({ value, onChange }: SearchTextProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const change = useDebouncedCallback(onChange, quietMs)
  return (
    <TextInput
      type="search"
      label={m.audit.filterText}
      placeholder={m.audit.filterTextPlaceholder}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      className={classes.wide}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        change(currentTarget.value)
      }}
    />
  )
}
