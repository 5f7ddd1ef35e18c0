import { Alert, Button, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/messages.ts'

/** Without a key no push: says so before it fails. */
export function NoKeyNote() {
  return (
    <Alert color="orange" variant="light" icon={<IconKey aria-hidden="true" />} title={m.code.noKeyTitle} mb="lg">
      <Text fz="sm" mb="sm">
        {m.code.noKeyText}
      </Text>
      <Button component={Link} to="/account" size="xs">
        {m.code.addKey}
      </Button>
    </Alert>
  )
}
