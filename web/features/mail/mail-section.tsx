import { Button, Stack, Text } from '@mantine/core'
import { IconMailCheck, IconRefresh } from '@tabler/icons-react'
import type { QueuedMailAnswer } from '../../../src/api/contract/mail.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { ServerWords } from '../../ui/server-words.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useMail, useRetryMail, useTestMail } from './use-mail.ts'

/** Whether mails leave, and those that have not. Nothing where there is no mail server: the check says so. */
export function MailSection() {
  const { data } = useMail()
  const test = useTestMail()
  if (!data?.configured) return null
  return (
    <Section
      title={m.mail.title}
      actions={
        <Button
          variant="default"
          leftSection={<IconMailCheck size={18} aria-hidden="true" />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {m.mail.test}
        </Button>
      }
    >
      <Stack gap="md">
        <ProblemAlert error={test.error} />
        {test.data && (
          <Text role="status">
            {m.mail.tested(test.data.to)} {m.mail.answer(test.data.answer)}
          </Text>
        )}
        {data.items.length === 0 ? <Text c="dimmed">{m.mail.allLeft}</Text> : <Waiting mails={data.items} />}
      </Stack>
    </Section>
  )
}

const columns: readonly Column<QueuedMailAnswer>[] = [
  { title: m.mail.to, heading: true, cell: ({ to }) => to },
  { title: m.mail.what, cell: ({ template }) => m.mail.templates[template] },
  { title: m.mail.since, cell: ({ createdAt }) => <TimeAgo iso={createdAt} /> },
  {
    title: m.mail.status,
    cell: ({ state }) => <StatusWord tone={state === 'failed' ? 'stop' : 'wait'}>{m.mail.states[state]}</StatusWord>,
  },
  { title: m.mail.why, cell: ({ reason }) => reason && <ServerWords>{reason}</ServerWords> },
]

function Waiting({ mails }: { readonly mails: readonly QueuedMailAnswer[] }) {
  const { mutate, data, isPending, error } = useRetryMail()
  return (
    <>
      <DataTable label={m.mail.waiting} columns={columns} rows={mails} rowKey={({ id }) => id} />
      <Text c="dimmed" fz="sm">
        {m.mail.hint}
      </Text>
      <ProblemAlert error={error} />
      {data && <Text role="status">{m.mail.retried(data.count)}</Text>}
      <div>
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden="true" />} loading={isPending} onClick={() => mutate()}>
          {m.mail.retry}
        </Button>
      </div>
    </>
  )
}
