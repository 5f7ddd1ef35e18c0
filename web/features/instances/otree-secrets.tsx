import { Button, Text } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import classes from './otree-secrets.module.css'

/** Password of oTree's admin pages, and the key for its REST interface. They are fetched only when they are asked for, and forgotten when they are hidden. */
export function OtreeSecrets({ name }: { readonly name: string }) {
  const api = useApi()
  // Not a query: what is secret is not kept, and not fetched again by itself, since each reading is audited.
  const { data, mutate, isPending, error, reset } = useMutation({
    mutationFn: () => api.call('GET /instances/:name/secrets', { params: { name } }),
    gcTime: 0,
  })
  return (
    <div className={classes.secrets}>
      {data && (
        <Facts
          facts={[
            [m.otree.password, <CopyField key="password" value={data.adminPassword} thing={m.otree.password} />],
            [m.otree.restKey, <CopyField key="key" value={data.restKey} thing={m.otree.restKey} />],
          ]}
        />
      )}
      <div className={classes.action}>
        {data ? (
          <Button variant="default" leftSection={<IconEyeOff size={18} aria-hidden="true" />} onClick={reset}>
            {m.otree.hidePassword}
          </Button>
        ) : (
          <Button variant="light" leftSection={<IconEye size={18} aria-hidden="true" />} loading={isPending} onClick={() => mutate()}>
            {m.otree.showPassword}
          </Button>
        )}
        <Text c="dimmed" fz="sm">
          {m.otree.requested}
        </Text>
      </div>
      <ProblemAlert error={error} />
    </div>
  )
}
