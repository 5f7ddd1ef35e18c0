import { Button, Text, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useRef } from 'react'
import { m } from '../../i18n/messages.ts'
import classes from './name-field.module.css'
import type { NameCheck } from './use-name-check.ts'

interface NameFieldProps {
  readonly label?: string
  readonly value: string
  readonly check: NameCheck
  /** What sending it brought to light, or null. */
  readonly error: React.ReactNode
  readonly onChange: (name: string) => void
}

/** A name for an instance; says while it is typed whether it can be had, and which close ones can. */
export function NameField({ label = m.create.name, value, check, error, onChange }: NameFieldProps) {
  const { complaint, url, isChecking, suggestions } = check
  const input = useRef<HTMLInputElement>(null)
  const take = (name: string): void => {
    onChange(name)
    input.current?.focus()
  }
  return (
    <div className={classes.field}>
      <TextInput
        ref={input}
        label={label}
        description={m.create.nameHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={complaint ?? error}
      />
      <div role="status" className={classes.answer}>
        {isChecking && <Text fz="sm">{m.create.checking}</Text>}
        {url !== null && (
          <>
            <IconCheck size={16} stroke={2.25} aria-hidden="true" />
            <Text fz="sm">
              {m.create.nameFree(value)} <span className={classes.url}>{url}</span>
            </Text>
          </>
        )}
        {suggestions.length > 0 && <Text fz="sm">{m.create.suggestions}</Text>}
      </div>
      {suggestions.length > 0 && (
        <ul className={classes.suggestions} aria-label={m.create.suggestions}>
          {suggestions.map((name) => (
            <li key={name}>
              <Button variant="light" size="compact-sm" onClick={() => take(name)}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
