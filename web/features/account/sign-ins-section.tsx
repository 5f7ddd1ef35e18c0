import { Button, Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { SignInList } from '../sign-ins/sign-in-list.tsx'
import { useEndSignIn, useSignIns } from './use-sign-ins.ts'

/** The browsers in which one is signed in. */
export function SignInsSection() {
  const query = useSignIns()
  const { mutate, isPending, variables, error } = useEndSignIn()
  const hasOthers = query.data?.some(({ current }) => !current) ?? false
  return (
    <Section
      title={m.signIns.title}
      actions={
        hasOthers && (
          <Button size="sm" variant="default" loading={isPending && variables === null} onClick={() => mutate(null)}>
            {m.signIns.endOthers}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {m.signIns.text}
      </Text>
      <ProblemAlert error={error} />
      <QueryView query={query} skeleton={[48, 48]}>
        {(signIns) => <SignInList label={m.signIns.title} signIns={signIns} ending={isPending ? variables : null} onEnd={mutate} />}
      </QueryView>
    </Section>
  )
}
