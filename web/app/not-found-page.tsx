import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { m } from '../i18n/messages.ts'
import { PageHeader } from '../ui/page-header.tsx'

/** Said at an address that no page has. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title={m.notFound.title} text={m.notFound.text} />
      <Button component={Link} to="/">
        {m.notFound.home}
      </Button>
    </>
  )
}
