import { Anchor } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { isNotFound } from '../../api/problem.ts'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { InstanceView } from './instance-view.tsx'
import { useInstance } from './use-instances.ts'

/** Everything about one instance. */
export function InstancePage() {
  const { name } = useParams({ from: '/inside/instances/$name' })
  const query = useInstance(name)
  return (
    <>
      <Anchor component={Link} to="/" fz="sm" mb="sm" display="inline-flex" style={{ alignItems: 'center', gap: 4 }}>
        <IconChevronLeft size={16} aria-hidden="true" />
        {m.instance.back}
      </Anchor>
      {isNotFound(query.error) ? (
        <PageHeader title={m.instance.goneTitle} text={m.instance.goneText} />
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
