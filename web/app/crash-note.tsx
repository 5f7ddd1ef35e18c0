import { Button, Stack, Text, Title } from '@mantine/core'
import { ApiProblem } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { ProblemSentence } from '../ui/problem-sentence.tsx'

/** Said when a page cannot be shown: what the server answered, or that the page itself broke. */
export function CrashNote({ error }: { readonly error: unknown }) {
  const known = error instanceof ApiProblem
  return (
    <Stack role="alert" align="flex-start" gap="sm" maw="36rem" mx="auto" my="4rem" px="lg">
      <Title order={1}>{known ? m.problem.title : m.problem.crashTitle}</Title>
      <Text>{known ? <ProblemSentence error={error} /> : m.problem.crashText}</Text>
      <Button mt="sm" onClick={() => window.location.reload()}>
        {m.problem.reload}
      </Button>
    </Stack>
  )
}
