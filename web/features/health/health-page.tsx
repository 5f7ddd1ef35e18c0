import { Button, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Health } from '../../../src/api/contract/health.ts'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { queryKeys } from '../../live/query-keys.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { MailSection } from '../mail/mail-section.tsx'
import classes from './check-item.module.css'
import { CheckItem } from './check-item.tsx'
import { HookSection } from './hook-section.tsx'
import { MachineSection } from './machine-section.tsx'

/** What the manager says of itself and the machine. */
export function HealthPage() {
  const api = useApi()
  const query = useQuery({ queryKey: queryKeys.health, queryFn: ({ signal }) => api.call('GET /health', { signal }), staleTime: 0 })
  return (
    <>
      <PageHeader
        title={m.health.title}
        text={m.health.text}
        actions={
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden="true" />}
            loading={query.isFetching}
            onClick={() => void query.refetch()}
          >
            {m.health.again}
          </Button>
        }
      />
      <QueryView query={query}>{(health) => <Checks health={health} />}</QueryView>
    </>
  )
}

const rank = { error: 0, warning: 1, ok: 2 }

function Checks({ health: { state, version, checks, hook } }: { readonly health: Health }) {
  const sorted = [...checks].sort((a, b) => rank[a.state] - rank[b.state])
  return (
    <>
      {state === 'ok' && (
        <Text fw={600} mb="md">
          {m.health.allGood}
        </Text>
      )}
      <ul className={classes.checks}>
        {sorted.map((check) => (
          <CheckItem key={check.name} check={check} />
        ))}
      </ul>
      <div className={classes.more}>
        <MachineSection />
      </div>
      <div className={classes.more}>
        <MailSection />
      </div>
      {hook !== null && (
        <div className={classes.more}>
          <HookSection host={hook} />
        </div>
      )}
      <Text c="dimmed" fz="sm" mt="lg">
        {m.health.version(version)}
      </Text>
    </>
  )
}
