import { Paper, Stack, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import type { AuditAnswer } from '../../../src/api/contract/audit.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { isLook, resultTones, toActionWords, toWhoWords } from './audit-words.ts'
import { toDetailWords } from './detail-words.ts'
import classes from './instance-audit.module.css'
import { OlderButton } from './older-button.tsx'
import { useInstanceAudit } from './use-audit.ts'

/** Who did what to an instance, and which super-user looked into it. */
export function InstanceAudit({ name }: { readonly name: string }) {
  const query = useInstanceAudit(name)
  return (
    <Stack gap="md">
      <Text c="dimmed">{m.audit.activityText}</Text>
      <QueryView query={query}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyNote icon={<IconListSearch />} title={m.audit.emptyTitle} text={m.audit.emptyText} />
          ) : (
            <ol className={classes.entries}>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )
        }
      </QueryView>
      <OlderButton query={query} />
    </Stack>
  )
}

function Entry({ entry }: { readonly entry: AuditAnswer }) {
  const { at, who, action, by, from, result, detail } = entry
  const { username } = useMe()
  return (
    <Paper component="li" className={classes.entry}>
      <div className={classes.head}>
        <Text fw={600}>{toActionWords(action)}</Text>
        {isLook(action) && <StatusWord tone="move">{m.audit.superUser}</StatusWord>}
        {result !== 'allowed' && <StatusWord tone={resultTones[result]}>{m.audit.results[result]}</StatusWord>}
        <Text c="dimmed" fz="sm" className={classes.when}>
          {m.audit.activityBy(who === username ? m.common.you : toWhoWords(who))}, <TimeAgo iso={at} />
          {` · ${m.audit.means[by]}`}
          {from && `, ${from}`}
        </Text>
      </div>
      {detail && (
        <Text c="dimmed" fz="sm" className={classes.detail}>
          {toDetailWords(detail)}
        </Text>
      )}
    </Paper>
  )
}
