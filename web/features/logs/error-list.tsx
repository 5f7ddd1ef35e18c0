import { Button, Paper, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ErrorGroupAnswer, ErrorListAnswer } from '../../../src/api/contract/errors.ts'
import { m } from '../../i18n/messages.ts'
import { LogView } from '../../ui/log-view.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './error-list.module.css'

/** The errors of the project, each kind once; nothing where there are none. */
export function ErrorList({ errors: { items, others } }: { readonly errors: ErrorListAnswer }) {
  if (items.length === 0) return null
  return (
    <Section title={m.logs.errors}>
      <Text c="dimmed" mb="sm" maw="48rem">
        {m.logs.errorsText}
      </Text>
      <ul className={classes.entries}>
        {items.map((group) => (
          <Entry key={toKey(group)} group={group} />
        ))}
      </ul>
      {others > 0 && (
        <Text c="dimmed" mt="sm">
          {m.logs.otherErrors(others)}
        </Text>
      )}
    </Section>
  )
}

const toKey = ({ type, file, line, page }: ErrorGroupAnswer): string => [type, file, line, page].join('\n')

function Entry({ group }: { readonly group: ErrorGroupAnswer }) {
  const { type, message, traceback } = group
  const [shown, setShown] = useState(false)
  const panel = useId()
  const Icon = shown ? IconChevronDown : IconChevronRight
  return (
    <Paper component="li" className={classes.entry}>
      <Button
        variant="transparent"
        className={classes.title}
        leftSection={<Icon size={16} aria-hidden="true" />}
        aria-expanded={shown}
        aria-controls={panel}
        onClick={() => setShown(!shown)}
      >
        <span className={classes.name} lang="en">
          {message === '' ? toShort(type) : `${toShort(type)}: ${message}`}
        </span>
      </Button>
      <Facts group={group} />
      <div id={panel}>{shown && <LogView label={m.logs.traceback(toShort(type))} text={traceback} />}</div>
    </Paper>
  )
}

function Facts({ group: { file, line, page, count, participants, lastAt } }: { readonly group: ErrorGroupAnswer }) {
  return (
    <Text component="div" c="dimmed" fz="sm" className={classes.facts}>
      {file !== null && <code>{`${file}:${line}`}</code>}
      {page !== null && <span>{m.logs.onPage(page)}</span>}
      <span>{m.logs.times(count)}</span>
      {participants !== null && <span>{m.logs.seenBy(participants)}</span>}
      {lastAt !== null && (
        <span>
          {m.logs.last} <TimeAgo iso={lastAt} />
        </span>
      )}
    </Text>
  )
}

/** Without the module that it is from, e.g. `UndefinedVariable`. */
const toShort = (type: string): string => type.split('.').at(-1) ?? type
