import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Leads to an instance in a window of its own, whose scripts must not reach back into this page. */
export function OpenOtree({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      leftSection={<IconExternalLink size={18} aria-hidden="true" />}
    >
      {children}
    </Button>
  )
}
