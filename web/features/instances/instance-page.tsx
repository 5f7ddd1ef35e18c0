import { Anchor } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { isNotFound } from '../../api/problem.ts'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { isShared } from '../helpers/to-members.ts'
import { isPurged } from '../naming/is-purged.ts'
import { useNameOf } from '../naming/use-naming.ts'
import { InstanceView } from './instance-view.tsx'
import { useInstance } from './use-instances.ts'

/** There is none, or, where it was just shown, whom to ask. After the end of one that lay in the trash there is nothing to see; a toast tells of it. */
function Gone({ last }: { readonly last: InstanceDetail | undefined }) {
  if (isPurged(last)) return <Navigate to="/" replace />
  if (last === undefined || last.relation === 'super-user') return <PageHeader title={m.instance.goneTitle} text={m.instance.goneText} />
  return <PageHeader title={m.helpers.lostTitle(last.name)} text={isShared(last) ? m.helpers.lostShared(last.owner) : m.helpers.lostOwn} />
}

/** Everything about one instance. */
export function InstancePage() {
  const { name } = useParams({ from: '/inside/instances/$name' })
  const query = useInstance(name)
  useNameOf(name, query.data)
  return (
    <>
      <Anchor component={Link} to="/" fz="sm" mb="sm" display="inline-flex" style={{ alignItems: 'center', gap: 4 }}>
        <IconChevronLeft size={16} aria-hidden="true" />
        {m.instance.back}
      </Anchor>
      {isNotFound(query.error) ? (
        <Gone last={query.data} />
      ) : (
        <>
          {!query.data && <PageHeader title={name} />}
          <QueryView query={query} skeleton={[60, 44, 240]}>
            {(instance) => <InstanceView key={instance.id} instance={instance} />}
          </QueryView>
        </>
      )}
    </>
  )
}
